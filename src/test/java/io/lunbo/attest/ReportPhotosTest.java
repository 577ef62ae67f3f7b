package io.lunbo.attest;

import io.lunbo.access.Role;
import io.lunbo.alarm.AlarmKind;
import io.lunbo.campaign.Campaign;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APhoto;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Photos in reports: those that somebody released and that stand, with their hashes under the signature, and no others. */
@QuarkusTest
class ReportPhotosTest {
    @Inject
    Clock clock;

    @Inject
    EntityManager entities;

    private final PlayedScreen screen = PlayedScreen.wall();
    private final PlayedScreen other = PlayedScreen.wall();
    private SignedIn inspector;
    private SignedIn reader;

    @BeforeEach
    void signIn() {
        inspector = SignedIn.as(Role.INSPECTOR, Role.ADMINISTRATOR);
        reader = SignedIn.cookieAs(Role.INSPECTOR);
    }

    @Test
    void releasedPhotosOfTheScreenAndItsDaysStandInEveryFormOfTheReport() throws Exception {
        screen.published(screen.today(), 1, List.of("c".repeat(64)));
        other.published(other.today(), 1, List.of("c".repeat(64)));
        List<String> released = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            released.add(photo(screen, true));
        }
        String held = photo(screen, false);
        String removed = photo(screen, true);
        remove(removed);
        String elsewhere = photo(other, true);
        String earlier = photo(screen, true);
        moved(earlier, clock.instant().minusSeconds(5 * 86_400));

        JsonPath report = issue(screen);

        List<String> named = report.getList("figures.photos.id");
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(released)
                .doesNotContain(held, removed, elsewhere, earlier);
        assertThat(report.getInt("figures.photosReleased")).isEqualTo(6);
        assertThat(report.getList("figures.photos.findAll { it.printed }")).hasSize(4);
        List<String> hashes = report.getList("figures.photos.sha256");
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        String id = report.getString("id");
        String json = file("/reports/" + id + "/report.json").asString();
        assertThat(report.getString("sha256")).isEqualTo(sha256(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(hashes).allMatch(json::contains);

        String csv = file("/reports/" + id + "/report.csv").asString();
        assertThat(hashes).allMatch(csv::contains);
        assertThat(csv.lines().map(line -> line.split(",", -1).length).distinct())
                .hasSize(1);
        assertThat(cells(id)).containsAll(hashes);

        List<byte[]> pictures = pictures(id);
        assertThat(pictures).hasSize(4);
        for (byte[] picture : pictures) {
            assertThat(report.getList("figures.photos.smallSha256")).contains(sha256(picture));
            assertThat(new String(picture, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "SecretCamera");
        }

        remove(report.getString("figures.photos.find { it.printed }.id"));
        assertThat(pictures(id)).as("removed since").hasSize(3);
        assertThat(text(id)).contains("照片已在报告出具后删除");
        String gone = report.getString("figures.photos.find { it.printed }.id");
        assertThat(file("/reports/" + id + "/photos/" + gone + ".jpg").statusCode())
                .isEqualTo(410);
        assertThat(file("/reports/" + id + "/photos/" + held + ".jpg").statusCode())
                .isEqualTo(404);
        assertThat(reader.page().get("/reports/" + id).asString()).contains("照片已在报告出具后删除");
        assertThat(file("/reports/" + id + "/report.json").asString())
                .as("what was issued stays as it is")
                .isEqualTo(json);
    }

    @Test
    void manyScreensAndPhotosStayWithinThePaper() throws Exception {
        screen.published(screen.today(), 1, List.of("c".repeat(64)));
        other.published(other.today(), 1, List.of("c".repeat(64)));
        for (int i = 0; i < 9; i++) {
            photo(screen, true);
        }
        photo(other, true);
        assertThat(pictures(issue(screen).getString("id"))).hasSize(4);
        assertThat(pictures(issue(other).getString("id"))).hasSize(1);
    }

    @Test
    void faultsOfTheDaysAreAddedUpByKindAndOnlyAsFarAsTheyLieInThem() {
        LocalDate today = screen.today();
        screen.published(today.minusDays(1), 1, List.of("c".repeat(64)));
        Instant noon = today.minusDays(1)
                .atTime(12, 0)
                .atZone(screen.screen().timeZone())
                .toInstant();
        Instant midnight =
                today.minusDays(1).atStartOfDay(screen.screen().timeZone()).toInstant();
        alarm(AlarmKind.OFFLINE, noon, noon.plusSeconds(600), null);
        alarm(AlarmKind.OFFLINE, midnight.minusSeconds(3_600), midnight.plusSeconds(300), "更换电源");
        alarm(AlarmKind.CLOCK, midnight.minusSeconds(3_600), midnight, null);
        alarm(AlarmKind.DISK_FULL, midnight.plusSeconds(86_400), null, null);

        JsonPath report = issue(screen, today.minusDays(1), today.minusDays(1));

        assertThat(report.getList("figures.faults.kind")).isEqualTo(List.of("OFFLINE"));
        assertThat(report.getInt("figures.faults[0].times")).isEqualTo(2);
        assertThat(report.getLong("figures.faults[0].totalMs")).isEqualTo(900_000);
        assertThat(report.getString("figures.faults[0].note")).isEqualTo("更换电源");
        assertThat(report.getMap("figures.closing")).isNull();
    }

    @Test
    void reportOnAWholeCampaignClosesItAgainstItsDeadline() throws Exception {
        LocalDate today = screen.today();
        Campaign campaign = ABooking.campaign(
                screen.screen(),
                today.minusDays(9),
                today.plusDays(1),
                SignedIn.as(Role.SCHEDULER).account());
        due(campaign, today.minusDays(3), today.minusDays(5));
        JsonPath late = issue(Map.of("campaign", campaign.code()));
        assertThat(late.getBoolean("figures.closing.over")).isTrue();
        assertThat(late.getInt("figures.closing.daysLate")).isEqualTo(3);
        assertThat(text(late.getString("id"))).contains("活动总结").contains("出具时已超过3天");

        due(campaign, today.minusYears(1), today.minusDays(5));
        JsonPath early = issue(Map.of("campaign", campaign.code()));
        assertThat(early.getBoolean("figures.closing.beforeEnd")).isTrue();
        assertThat(early.getString("figures.closing.daysLate")).isNull();
        assertThat(text(early.getString("id"))).contains("早于活动结束日期");

        JsonPath part = issue(Map.of(
                "campaign",
                campaign.code(),
                "from",
                today.minusDays(8).toString(),
                "until",
                today.minusDays(5).toString()));
        assertThat(part.getMap("figures.closing")).as("a part closes nothing").isNull();
    }

    private String photo(PlayedScreen of, boolean clear) {
        RequestSpecification form = inspector
                .api()
                .multiPart("file", APhoto.onDisk(APhoto.jpeg(640, 480)).toFile(), "image/jpeg")
                .multiPart("screen", of.screen().code())
                .multiPart("seen", "AS_PLANNED");
        if (clear) {
            form.multiPart("clear", "on");
        }
        return form.post("/api/v1/evidence").then().statusCode(201).extract().path("id");
    }

    private void remove(String photo) {
        inspector
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("why", "拍到了孩子"))
                .post("/api/v1/evidence/" + photo + "/remove")
                .then()
                .statusCode(200);
    }

    private void moved(String photo, Instant to) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update photos set shot_at = :at where id = :id")
                        .setParameter("at", to)
                        .setParameter("id", UUID.fromString(photo))
                        .executeUpdate());
    }

    private void alarm(AlarmKind kind, Instant since, Instant until, String note) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        insert into alarms (id, screen_id, kind, detail, since_at, until_at, open_key, notices, note, version)
                        values (:id, :screen, :kind, '', :since, :until, :open, 0, :note, 0)""")
                        .setParameter("id", UUID.randomUUID())
                        .setParameter("screen", screen.screen().id())
                        .setParameter("kind", kind.name())
                        .setParameter("since", since)
                        .setParameter("until", until)
                        .setParameter("open", until == null ? screen.screen().id() + "/" + kind : null)
                        .setParameter("note", note)
                        .executeUpdate());
    }

    private void due(Campaign campaign, LocalDate due, LocalDate until) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery(
                                "update Campaign set reportDue = :due, untilDate = :until where id = :id")
                        .setParameter("due", due)
                        .setParameter("until", until)
                        .setParameter("id", campaign.id())
                        .executeUpdate());
    }

    private JsonPath issue(PlayedScreen of) {
        return issue(of, of.today().minusDays(1), of.today());
    }

    private JsonPath issue(PlayedScreen of, LocalDate from, LocalDate until) {
        return issue(Map.of("screen", of.screen().code(), "from", from.toString(), "until", until.toString()));
    }

    private JsonPath issue(Map<String, String> wanted) {
        return inspector
                .api()
                .contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private Response file(String path) {
        return reader.page().accept("*/*").get(path);
    }

    private byte[] pdf(String report) throws IOException {
        byte[] pdf = file("/reports/" + report + "/report.pdf").asByteArray();
        Files.createDirectories(Path.of("target/reports"));
        Files.write(Path.of("target/reports/report.pdf"), pdf); // to be looked at
        return pdf;
    }

    private String text(String report) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf(report))) {
            return Normalizer.normalize(new PDFTextStripper().getText(paper), Normalizer.Form.NFKC)
                    .replaceAll("\\s", "");
        }
    }

    /** The pictures as they lie in the file, each once. */
    private List<byte[]> pictures(String report) throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        Set<String> known = new HashSet<>();
        try (PDDocument paper = Loader.loadPDF(pdf(report))) {
            for (PDPage page : paper.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    if (page.getResources().getXObject(name) instanceof PDImageXObject image) {
                        byte[] bytes =
                                image.getCOSObject().createRawInputStream().readAllBytes();
                        if (known.add(sha256(bytes))) {
                            pictures.add(bytes);
                        }
                    }
                }
            }
        }
        return pictures;
    }

    private List<String> cells(String report) throws IOException {
        byte[] xlsx = file("/reports/" + report + "/report.xlsx").asByteArray();
        List<String> cells = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            var sheet = book.findSheet("现场照片").orElseThrow();
            sheet.read().forEach(row -> row.forEach(cell -> cells.add(cell == null ? "" : cell.getRawValue())));
        }
        return cells;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
