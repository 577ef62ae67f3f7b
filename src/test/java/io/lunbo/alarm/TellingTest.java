package io.lunbo.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.lunbo.outbound.OutsidePost;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.web.Texts;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** People are told by a robot that refuses, is slow to come back, and reads two dialects. */
@QuarkusTest
class TellingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    AlarmKeeping keeping;

    @Inject
    AlarmRepository alarms;

    @Inject
    Texts texts;

    @Inject
    Mailer mailer;

    @Inject
    MockMailbox mailbox;

    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"errcode\":0}";
    private HttpServer robot;

    @BeforeEach
    void start() throws IOException {
        robot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        robot.createContext("/robot/send", exchange -> {
            bodies.add(JSON.readTree(exchange.getRequestBody()));
            queries.add(exchange.getRequestURI().getRawQuery());
            byte[] said = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        robot.start();
    }

    @AfterEach
    void stop() {
        robot.stop(0);
    }

    @Test
    void refusedMessageIsSentAgainLater_andAToldAlarmNotBeforeItsTime() {
        Settings settings = new Settings(address(), AlarmConfig.Format.WECOM, null, true, null, null);
        Instant now = Clock.systemUTC().instant();
        Alarm alarm = raised(now.minus(Duration.ofDays(3000))); // older than any other: it is told first
        answer = "{\"errcode\":45009}";
        Turning clock = new Turning(now);
        Telling telling = telling(settings, clock);
        telling.tell();
        assertThat(bodies).hasSize(1);
        telling.tell();
        assertThat(bodies).as("not at once again").hasSize(1);
        answer = "{\"errcode\":0}";
        clock.now = now.plusSeconds(11);
        telling.tell();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1).get("msgtype").textValue()).isEqualTo("markdown");
        assertThat(bodies.get(1).at("/markdown/content").textValue())
                .contains(alarm.screen().name(), "终端离线");
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> alarms.findById(alarm.id()).notifiedAt()))
                .isNotNull();
        clock.now = now.plusSeconds(60);
        telling.tell();
        assertThat(bodies.stream().skip(2))
                .noneMatch(body -> body.toString().contains(alarm.screen().name()));
        clock.now = now.plus(Duration.ofMinutes(32));
        telling.tell();
        assertThat(bodies.get(bodies.size() - 1).toString())
                .contains(alarm.screen().name());
    }

    @Test
    void robotThatIsOutOfOrderKeepsNoMailBack_andNobodyGetsTheSameMailTwice() {
        String person = "duty-" + UUID.randomUUID() + "@example.test";
        Settings settings = new Settings(address(), AlarmConfig.Format.WECOM, null, true, null, null, List.of(person));
        Instant now = Clock.systemUTC().instant();
        Alarm alarm = raised(now.minus(Duration.ofDays(3001)));
        status = 503;
        Turning clock = new Turning(now);
        Telling telling = telling(settings, clock);
        telling.tell();
        clock.now = now.plusSeconds(11);
        telling.tell();
        assertThat(bodies).hasSize(2);
        assertThat(mailsOf(person, alarm)).hasSize(1);
        assertThat(mailsOf(person, alarm).get(0).getText()).contains("终端离线");

        status = 200;
        clock.now = now.plusSeconds(60);
        telling.tell();
        clock.now = now.plusSeconds(120);
        telling.tell();
        assertThat(bodies.stream()
                        .filter(body -> body.toString().contains(alarm.screen().name())))
                .hasSize(3);
        assertThat(mailsOf(person, alarm)).hasSize(1);
        clock.now = now.plus(Duration.ofMinutes(32));
        telling.tell();
        assertThat(mailsOf(person, alarm)).as("nobody took note").hasSize(2);
    }

    private List<Mail> mailsOf(String person, Alarm alarm) {
        return mailbox.getMailsSentTo(person).stream()
                .filter(mail -> mail.getText().contains(alarm.screen().name()))
                .toList();
    }

    @Test
    void nobodyIsToldInTheQuietHours() {
        Instant night = Instant.parse("2026-01-01T16:30:00Z"); // half past midnight in Beijing
        raised(night.minusSeconds(60));
        Settings settings =
                new Settings(address(), AlarmConfig.Format.WECOM, null, true, LocalTime.of(23, 0), LocalTime.of(6, 0));
        telling(settings, new Turning(night)).tell();
        assertThat(bodies).isEmpty();
        telling(settings, new Turning(night.plus(Duration.ofHours(6)))).tell();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void dingTalkIsSignedAsItWants() throws Exception {
        Settings settings = new Settings(address(), AlarmConfig.Format.DINGTALK, "SECabc", true, null, null);
        Instant now = Instant.parse("2026-01-01T02:00:00.123Z");
        new Webhook(settings, new OutsidePost()).send(settings.webhook().get(), "{\"msgtype\":\"markdown\"}", now);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("SECabc".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String sign = Base64.getEncoder()
                .encodeToString(mac.doFinal((now.toEpochMilli() + "\nSECabc").getBytes(StandardCharsets.UTF_8)));
        assertThat(queries.get(0)).startsWith("key=k&timestamp=" + now.toEpochMilli() + "&sign=");
        assertThat(URLDecoder.decode(queries.get(0).replaceAll(".*sign=", ""), StandardCharsets.UTF_8))
                .isEqualTo(sign);
    }

    @Test
    void robotOnThisMachineOrItsLinkIsNotCalled_norOneThatSendsElsewhere() {
        for (String address : List.of(
                "http://127.0.0.1:1/x",
                "http://localhost:1/x",
                "http://[::1]:1/x",
                "http://169.254.169.254/latest/meta-data",
                "http://0.0.0.0/x",
                "file:///etc/passwd",
                "ftp://example.com/x")) {
            Settings settings = new Settings(URI.create(address), AlarmConfig.Format.WECOM, null, false, null, null);
            assertThatThrownBy(() ->
                            new Webhook(settings, new OutsidePost()).send(URI.create(address), "{}", Instant.EPOCH))
                    .as(address)
                    .isInstanceOf(IOException.class);
        }
        status = 302;
        Settings near = new Settings(address(), AlarmConfig.Format.WECOM, null, true, null, null);
        assertThatThrownBy(() -> new Webhook(near, new OutsidePost()).send(address(), "{}", Instant.EPOCH))
                .hasMessageContaining("302");
    }

    private Telling telling(Settings settings, Clock clock) {
        return new Telling(
                keeping,
                new AlarmMessage(texts, settings),
                new Webhook(settings, new OutsidePost()),
                mailer,
                settings,
                clock);
    }

    private Alarm raised(Instant since) {
        APairedScreen screen = APairedScreen.wall();
        return QuarkusTransaction.requiringNew().call(() -> {
            Alarm alarm = new Alarm(screen.screen(), AlarmKind.OFFLINE, "test", since);
            alarms.persist(alarm);
            return alarm;
        });
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + robot.getAddress().getPort() + "/robot/send?key=k");
    }

    private static final class Turning extends Clock {
        private Instant now;

        Turning(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private record Settings(
            URI address,
            AlarmConfig.Format format,
            String key,
            boolean webhookNearby,
            LocalTime from,
            LocalTime until,
            List<String> people)
            implements AlarmConfig {
        Settings(
                URI address,
                AlarmConfig.Format format,
                String key,
                boolean webhookNearby,
                LocalTime from,
                LocalTime until) {
            this(address, format, key, webhookNearby, from, until, null);
        }

        @Override
        public String lookEvery() {
            return "off";
        }

        @Override
        public long leastFreeBytes() {
            return 1;
        }

        @Override
        public Duration clockWrongBy() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int failedPlays() {
            return 5;
        }

        @Override
        public Duration calm() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration tellAgain() {
            return Duration.ofMinutes(30);
        }

        @Override
        public Optional<LocalTime> quietFrom() {
            return Optional.ofNullable(from);
        }

        @Override
        public Optional<LocalTime> quietUntil() {
            return Optional.ofNullable(until);
        }

        @Override
        public Optional<URI> webhook() {
            return Optional.of(address);
        }

        @Override
        public Optional<String> secret() {
            return Optional.ofNullable(key);
        }

        @Override
        public Optional<List<String>> mailTo() {
            return Optional.ofNullable(people);
        }
    }
}
