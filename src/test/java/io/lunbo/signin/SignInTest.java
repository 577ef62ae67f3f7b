package io.lunbo.signin;

import io.lunbo.access.Role;
import io.lunbo.audit.AuditEntry;
import io.lunbo.audit.AuditTrail;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class SignInTest {
    private static final String WRONG = "not the password";

    @Inject
    EntityManager entities;

    @Inject
    AuditTrail auditTrail;

    @Inject
    Clock clock;

    @Inject
    SignInConfig config;

    @Test
    void fifthWrongGuessIsTheLast_evenWithTheRightPassword() {
        SignedIn victim = SignedIn.registered(false, Role.INSPECTOR);
        for (int i = 0; i < 5; i++) {
            assertThat(guess(victim.username(), WRONG).statusCode()).isEqualTo(401);
        }

        Response refused = guess(victim.username(), victim.password());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.<String>path("type")).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
    }

    @Test
    void unknownAccountIsAnsweredLikeAKnownOne() {
        SignedIn known = SignedIn.registered(false, Role.INSPECTOR);
        String unknown = "nobody-" + UUID.randomUUID();
        for (int i = 0; i < 6; i++) {
            Response toKnown = guess(known.username(), WRONG);
            Response toUnknown = guess(unknown, WRONG);
            assertThat(toUnknown.statusCode()).isEqualTo(toKnown.statusCode());
            assertThat(withoutSeconds(toUnknown)).isEqualTo(withoutSeconds(toKnown));
        }
    }

    @Test
    void unknownAccountTakesAsLongAsAKnownOne() {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int account = 0; account < 4; account++) {
            String username = SignedIn.registered(false, Role.INSPECTOR).username();
            for (int i = 0; i < 5; i++) {
                known.add(nanosOf(username));
                unknown.add(nanosOf("nobody-" + account + UUID.randomUUID()));
            }
        }

        // What would give an account away is the missing hash, some fifty times this tolerance on a quiet machine.
        assertThat(median(unknown)).isGreaterThan(median(known) / 2).isLessThan(median(known) * 2);
    }

    @Test
    void twentyGuessesAtOnceAreNoMoreThanFive() {
        SignedIn victim = SignedIn.registered(false, Role.INSPECTOR);

        List<Integer> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> guess(victim.username(), WRONG + i).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnly(401, 429);
        assertThat(answers.stream().filter(status -> status == 401)).hasSizeBetween(1, 5);
    }

    @Test
    void otherSpellingsOfTheNameShareItsCount() {
        SignedIn victim = SignedIn.registered(false, Role.INSPECTOR);
        for (int i = 0; i < 5; i++) {
            guess(i % 2 == 0 ? victim.username().toUpperCase(Locale.ROOT) : victim.username(), WRONG);
        }

        assertThat(guess(victim.username(), victim.password()).statusCode()).isEqualTo(429);
    }

    @Test
    void rightPasswordStartsTheCountAnew() {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(guess(person.username(), WRONG).statusCode()).isEqualTo(401);
            }
            assertThat(guess(person.username(), person.password()).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void addressThatSpraysManyAccountsIsStopped() {
        SignInFailures failures = new SignInFailures(entities, limits(5, 50), clock);
        String address = "203.0.113." + UUID.randomUUID();
        for (int i = 0; i < 50; i++) {
            failures.begin("sprayed-" + UUID.randomUUID(), address);
        }

        assertThatThrownBy(() -> failures.begin("sprayed-" + UUID.randomUUID(), address))
                .isInstanceOf(Problem.class)
                .hasMessage("too-many-attempts");
    }

    @Test
    void lockOpensAfterTheWindow_andWaitingAttemptsDoNotProlongIt() {
        String account = "slow-" + UUID.randomUUID();
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        for (int i = 0; i < 5; i++) {
            at(start.plusSeconds(i)).begin(account, "here-" + account);
        }
        for (int minute = 1; minute < 15; minute++) {
            Instant meanwhile = start.plus(Duration.ofMinutes(minute));
            assertThatThrownBy(() -> at(meanwhile).begin(account, "here-" + account))
                    .isInstanceOf(Problem.class);
        }

        at(start.plus(Duration.ofMinutes(15)).plusSeconds(1)).begin(account, "here-" + account);
    }

    @Test
    void refusalsOfAMinuteAreOneEntryOfTheTrailAndKeepNothingThatWasTyped() {
        SignedIn victim = SignedIn.registered(false, Role.INSPECTOR);
        Instant start = clock.instant();
        for (int i = 0; i < 7; i++) {
            guess(victim.username(), WRONG);
        }
        guess("typed-into-the-wrong-field", WRONG);
        // the guesses may lie on both sides of the end of a minute
        SignInFailures later = at(start.plus(Duration.ofMinutes(3)));

        later.tell(auditTrail);
        later.tell(auditTrail);

        List<AuditEntry> entries = auditTrail.newest(100).stream()
                .filter(entry ->
                        entry.subject().equals("operator:" + victim.account().id()))
                .filter(entry -> entry.deed().equals("session.refuse"))
                .toList();
        assertThat(entries).hasSizeBetween(1, 2);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.details())
                        .contains("\"addresses\":[\"127.0.0.1\"]")
                        .doesNotContain(WRONG));
        assertThat(auditTrail.newest(100))
                .filteredOn(entry -> entry.deed().equals("session.refuse"))
                .noneMatch(entry -> (entry.subject() + entry.details()).contains("typed-into"));
    }

    @Test
    void defaultsAreWhatTheManualSays() {
        assertThat(config.session()).isEqualTo(Duration.ofHours(12));
        assertThat(config.bearer()).isEqualTo(Duration.ofHours(12));
        assertThat(config.window()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.attemptsPerAccount()).isEqualTo(5);
    }

    private SignInFailures at(Instant now) {
        return new SignInFailures(entities, limits(5, 1000), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignInConfig limits(int perAccount, int perAddress) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SignInConfig.class)
                .withDefaultValue("lunbo.sign-in.attempts-per-account", String.valueOf(perAccount))
                .withDefaultValue("lunbo.sign-in.attempts-per-address", String.valueOf(perAddress))
                .build()
                .getConfigMapping(SignInConfig.class);
    }

    private static long nanosOf(String username) {
        long start = System.nanoTime();
        guess(username, WRONG);
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String withoutSeconds(Response response) {
        return response.asString().replaceAll("\\d+", "N");
    }

    private static Response guess(String username, String password) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/sessions");
    }
}
