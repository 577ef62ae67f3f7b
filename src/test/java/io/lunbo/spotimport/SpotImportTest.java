package io.lunbo.spotimport;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.BrowserForm;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Workbooks;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** From a spreadsheet to bookings: judged line by line, kept all or none, by the rules of the booking form. */
@QuarkusTest
class SpotImportTest {
    private static final List<Object> HEAD = List.of("素材", "权重", "每天次数", "屏", "开始日期", "星期", "时段", "固定时间", "适配版本");

    @Inject
    CampaignBooking booking;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen screen;
    private Campaign campaign;
    private Media film;

    @BeforeEach
    void submitAFilm() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
        screen = AScreen.wall("08:00-10:00", scheduler.account());
        campaign = ABooking.campaign(screen, tomorrow(), tomorrow().plusDays(6), scheduler.account());
        film = AMedia.film(30, submitter.account());
        booking.submit(campaign.id(), film.id(), submitter.account());
    }

    @Test
    void everyLineHasAVerdictBesideItsCellAndADryRunKeepsNothing() throws IOException {
        Media stranger = AMedia.film(30, submitter.account());

        send(
                        "?dryRun=true",
                        List.of(
                                line(film.title(), 1, null, screen.name(), tomorrow(), "周一至周日", null, null),
                                line(
                                        film.sha256().toUpperCase(Locale.ROOT),
                                        null,
                                        5,
                                        screen.code(),
                                        null,
                                        null,
                                        "8:00-9:00",
                                        null),
                                line("没有这部片", 1, null, null, null, null, null, null),
                                line(stranger.title(), 1, null, null, null, null, null, null),
                                line(film.title(), 1, 5, null, null, null, null, null),
                                line(film.title(), 0, null, null, null, null, null, null),
                                line(film.title(), 1, null, "火星广场", null, null, null, null),
                                line(film.title(), 1, null, null, "下周", null, null, null),
                                line(film.title(), 1, null, null, null, "周八", null, null),
                                line(film.title(), 1, null, null, null, null, "早高峰", null),
                                line(film.title(), null, null, null, null, null, null, tomorrow() + " 03:00"),
                                line(film.title(), null, 100_000, null, null, null, null, null),
                                line(film.title(), 1, null, null, tomorrow().plusYears(1), null, null, null)))
                .statusCode(200)
                .body("lines.verdict[0]", equalTo("NOTED"))
                .body("lines.notes[0]", hasSize(1))
                .body("lines.verdict[1]", equalTo("NOTED"))
                .body("lines.row", equalTo(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)))
                .body(
                        "lines.column",
                        equalTo(Arrays.asList(
                                null,
                                null,
                                "MEDIA",
                                "MEDIA",
                                "WEIGHT",
                                "WEIGHT",
                                "SCREENS",
                                "FROM",
                                "WEEKDAYS",
                                "DAYPARTS",
                                "FIXED",
                                "PER_DAY",
                                "FROM")))
                .body("lines.detail[2]", containsString("没有这部片"))
                .body("lines.detail[3]", containsString("送审"))
                .body("lines.detail[6]", containsString("火星广场"));
        assertThat(booked()).isZero();
    }

    @Test
    void otherVersionsForSomeScreensAreReadByTheirNamesInBothLanguages() throws IOException {
        Media slogan = AMedia.slogan(submitter.account());
        booking.submit(campaign.id(), slogan.id(), submitter.account());
        List<Object> refused = Arrays.asList("竖屏=" + slogan.title(), "横屏", "横屏=没有这部片", "火星=" + slogan.title());
        List<List<Object>> lines = new ArrayList<>();
        refused.forEach(cell -> lines.add(line(film.title(), 1, null, null, null, null, null, null, cell)));
        send("?dryRun=true", lines)
                .statusCode(200)
                .body("lines.verdict", equalTo(List.of("REFUSED", "REFUSED", "REFUSED", "REFUSED")))
                .body("lines.column", equalTo(List.of("ALTERNATIVES", "ALTERNATIVES", "ALTERNATIVES", "ALTERNATIVES")))
                .body("lines.detail[2]", containsString("没有这部片"));

        send(
                        "",
                        List.of(
                                line(film.title(), 1, null, null, null, null, null, null, "横屏=" + slogan.title()),
                                line(
                                        film.title(),
                                        1,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        "landscape ＝ " + slogan.sha256())))
                .statusCode(200);
        scheduler
                .api()
                .get("/api/v1/campaigns/" + campaign.code() + "/spots")
                .then()
                .body(
                        "items.alternatives.mediaId.flatten()",
                        equalTo(List.of(slogan.id().toString(), slogan.id().toString())))
                .body("items.alternatives.where.value.flatten()", equalTo(List.of("LANDSCAPE", "LANDSCAPE")));
    }

    @Test
    void allLinesAreBookedOrNone() throws IOException {
        List<Object> good = line(film.title(), 1, null, null, null, null, null, null);
        List<Object> bad = line("没有这部片", 1, null, null, null, null, null, null);

        send("", List.of(good, bad))
                .statusCode(422)
                .body("type", equalTo("import-lines-refused"))
                .body("lines", hasSize(2));
        assertThat(booked()).isZero();
        send("?skipRefused=true", List.of(good, bad))
                .statusCode(200)
                .body("lines.spot[0]", notNullValue())
                .body("lines.spot[1]", equalTo(null));
        send("", List.of(good, good)).statusCode(200);
        assertThat(booked()).isEqualTo(3);
    }

    @Test
    void linesThatFitAloneButNotTogetherAreRefusedFromTheFirstThatHasNoRoom() throws IOException {
        List<Object> most = line(film.title(), null, 150, null, null, null, null, null);

        send("?dryRun=true", List.of(most, most, line(film.title(), null, 90, null, null, null, null, null)))
                .statusCode(200)
                .body("lines.verdict", equalTo(List.of("NOTED", "REFUSED", "NOTED")))
                .body("lines.column[1]", equalTo("PER_DAY"));
    }

    @Test
    void manyLinesThatDoNotFitTogetherEndInATellingVerdict() throws IOException {
        List<List<Object>> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(film.title(), null, 150, null, null, null, null, null));
        }

        List<String> verdicts =
                send("?dryRun=true", lines).statusCode(200).extract().path("lines.verdict");
        assertThat(verdicts.get(0)).isEqualTo("NOTED");
        assertThat(verdicts.subList(1, 12)).containsOnly("REFUSED");
        assertThat(verdicts.subList(12, 20)).containsOnly("UNJUDGED");
    }

    /** How long it takes on this machine is written to {@code target/import-200.txt}; the bound is for one that does much else. */
    @Test
    void campaignOfTwoHundredLinesIsJudgedAndBookedWhileOneWaits() throws IOException {
        List<Screen> walls = new ArrayList<>(List.of(screen));
        for (int i = 1; i < 7; i++) {
            walls.add(AScreen.wall("08:00-22:00", scheduler.account()));
        }
        CampaignFacts facts = CampaignFacts.of(campaign);
        campaign = booking.create(
                new CampaignFacts(
                        facts.code() + "-200",
                        "知识产权宣传周",
                        null,
                        null,
                        facts.from(),
                        facts.from().plusDays(29),
                        null,
                        walls.stream().map(Screen::code).collect(Collectors.toSet())),
                scheduler.account());
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            media.add(AMedia.film(15, submitter.account()));
            booking.submit(campaign.id(), media.get(i).id(), submitter.account());
        }
        List<List<Object>> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String title = media.get(i % 20).title();
            Screen where = walls.get(i % 7);
            lines.add(
                    i % 3 == 0
                            ? line(title, null, 2, null, null, null, null, null)
                            : line(title, 1 + i % 5, null, where.name(), null, "周一至周五", "8:00-9:30", null));
        }

        long began = System.nanoTime();
        send("?dryRun=true", lines).statusCode(200).body("lines.verdict", everyItem(equalTo("NOTED")));
        long judged = System.nanoTime();
        send("", lines).statusCode(200);
        long booked = System.nanoTime();

        assertThat(booked()).isEqualTo(200);
        String took = String.format(
                Locale.ROOT,
                "200 lines, 7 screens, 30 days: judged in %.1f s, judged and booked in %.1f s%n",
                (judged - began) / 1e9,
                (booked - judged) / 1e9);
        Files.writeString(Path.of("target/import-200.txt"), took);
        assertThat((judged - began) / 1e9).as(took).isLessThan(20);
    }

    @Test
    void pageJudgesCarriesAndBooksOnce() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        String address = "/campaigns/" + campaign.code() + "/import";
        String judged = new BrowserForm()
                .file(
                        "预订.xlsx",
                        table(List.of(
                                line(film.title(), 1, null, null, null, null, null, null),
                                line("没有这部片", 1, null, null, null, null, null, null))))
                .send(address + "/check", person)
                .body();
        assertThat(judged).contains("没有标题或 SHA-256 为“没有这部片”的素材", "审核尚未完成", "第 3 行");
        assertThat(booked()).isZero();
        String carried = unescaped(found(judged, "<textarea name=\"table\"[^>]*>([^<]*)</textarea>"));
        String mark = found(judged, "name=\"mark\" value=\"([0-9a-f]+)\"");

        assertThat(confirmed(person, address, carried, mark, "3"))
                .as("that line was never good")
                .isEqualTo(422);
        assertThat(confirmed(person, address, carried, mark, "9")).isEqualTo(422);
        assertThat(confirmed(person, address, "{}", mark, "2")).isEqualTo(422);
        assertThat(confirmed(person, address, carried, mark, "2")).isEqualTo(303);
        assertThat(confirmed(person, address, carried, mark, "2"))
                .as("the second click")
                .isEqualTo(422);
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void fileThatIsNoneKeepsThePageAndSaysSo() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        String address = "/campaigns/" + campaign.code() + "/import/check";

        for (byte[] bytes : List.of("素材,权重".getBytes(StandardCharsets.UTF_8), Workbooks.bomb(64))) {
            HttpResponse<String> answer =
                    new BrowserForm().file("a.xlsx", bytes).send(address, person);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("请选择 XLSX 文件", "下载模板");
        }
        assertThat(new BrowserForm()
                        .file("a.xlsx", new byte[2 << 20])
                        .send(address, person)
                        .statusCode())
                .isEqualTo(413);
        assertThat(new BrowserForm()
                        .file("a.xlsx", new byte[1])
                        .send(address, SignedIn.cookieAs(Role.INSPECTOR))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void templateIsReadByTheImportInBothLanguages() {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        for (String language : List.of("zh-CN", "en")) {
            byte[] template = person.page()
                    .accept("*/*")
                    .cookie("lunbo-language", language)
                    .get("/campaigns/" + campaign.code() + "/import/template.xlsx")
                    .asByteArray();
            SpotTable table = SpotTable.read(template);
            assertThat(table.lines()).isEmpty();
            assertThat(table.leftOut()).isEmpty();
        }
    }

    private static int confirmed(SignedIn person, String address, String carried, String mark, String row)
            throws Exception {
        return new BrowserForm()
                .text("table", carried)
                .text("mark", mark)
                .text("pick", row)
                .send(address, person)
                .statusCode();
    }

    private static String found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static List<Object> line(Object... cells) {
        return Arrays.asList(cells);
    }

    private static byte[] table(List<List<Object>> lines) throws IOException {
        List<List<Object>> rows = new ArrayList<>(List.of(HEAD));
        rows.addAll(lines);
        return Workbooks.table(rows);
    }

    private ValidatableResponse send(String query, List<List<Object>> lines) throws IOException {
        return scheduler
                .api()
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .body(table(lines))
                .post("/api/v1/campaigns/" + campaign.code() + "/spot-imports" + query)
                .then();
    }

    private int booked() {
        return scheduler
                .api()
                .get("/api/v1/campaigns/" + campaign.code() + "/spots")
                .then()
                .extract()
                .<List<?>>path("items")
                .size();
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
    }
}
