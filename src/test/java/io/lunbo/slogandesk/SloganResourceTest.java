package io.lunbo.slogandesk;

import io.lunbo.access.Role;
import io.lunbo.media.MediaUploads;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Judges, shows and brings slogans over the API, once, twice and twice at once. */
@QuarkusTest
class SloganResourceTest {
    @Inject
    MediaUploads uploads;

    private final String mark = "标记" + UUID.randomUUID();
    private SignedIn submitter;

    @BeforeEach
    void signIn() {
        submitter = SignedIn.as(Role.SUBMITTER);
    }

    @Test
    void everyVerdictSaysWhatItIsAndWhere() {
        String known = "已有" + mark;
        bring(Map.of("text", known)).statusCode(200).body("saved", hasSize(1));

        check(List.of(
                        "尊重知识" + mark,
                        "守正•创新" + mark,
                        "保護" + mark,
                        known,
                        "已有，" + mark,
                        "尊重知识" + mark,
                        "尊重 知识" + mark,
                        "字".repeat(201),
                        "2022年总结" + mark,
                        "😀" + mark,
                        " "))
                .statusCode(200)
                .body(
                        "items.verdict",
                        contains(
                                "GOOD",
                                "CHANGED",
                                "DOUBTFUL",
                                "KNOWN",
                                "DOUBTFUL",
                                "KNOWN",
                                "DOUBTFUL",
                                "REFUSED",
                                "DOUBTFUL",
                                "DOUBTFUL",
                                "REFUSED"))
                .body("items[1].text", equalTo("守正·创新" + mark))
                .body("items[1].changes[0].change.place", equalTo(3))
                .body("items[1].changes[0].why", notNullValue())
                .body("items[2].undisplayable[0].character", equalTo("護"))
                .body("items[2].onGbk", equalTo(true))
                .body("items[2].suggestion", nullValue())
                .body("items[3].knownAs", notNullValue())
                .body("items[4].alike[0].text", equalTo(known))
                .body("items[4].alike[0].href", notNullValue())
                .body("items[5].sameAs", equalTo(0))
                .body("items[6].alikeIndex", equalTo(0))
                .body("items[7].problem", equalTo("slogan-too-long"))
                .body("items[8].doubts", contains("OVER"))
                .body("items[8].over.ended", equalTo("2022-12-31"))
                .body("items[9].onGbk", equalTo(false))
                .body("items[10].problem", equalTo("slogan-empty"));
    }

    @Test
    void doubtsMustBeAcceptedAndTheGoodOnesAreSavedMeanwhile() {
        String good = "尊重知识" + mark;
        String dotted = "守正•创新" + mark;

        bring(List.of(Map.of("text", good), Map.of("text", dotted), Map.of("text", "字".repeat(201))))
                .statusCode(200)
                .body("saved.text", contains(good))
                .body("refused.index", contains(1, 2))
                .body("refused[0].doubts", contains("CHANGED"));
        bring(Map.of("text", dotted, "accept", List.of("CHANGED")))
                .body("saved.text", contains("守正·创新" + mark))
                .body("refused", hasSize(0));
        bring(Map.of("text", "尊重，知识" + mark)).body("saved", hasSize(0)).body("refused[0].doubts", contains("ALIKE"));
        bring(Map.of("text", "尊重，知识" + mark, "accept", List.of("ALIKE"))).body("saved", hasSize(1));
    }

    @Test
    void sameListSentTwiceAndTwiceAtOnceIsBroughtOnce() throws Exception {
        List<Map<String, String>> list = IntStream.range(0, 40)
                .mapToObj(at -> Map.of("text", "第" + at + "条" + mark))
                .toList();
        long before = uploads.count("operatorId", submitter.account().id());
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> sendings =
                    List.of(() -> sent(list), () -> sent(list), () -> sent(list), () -> sent(list));
            for (Future<Integer> sending : senders.invokeAll(sendings)) {
                assertThat(sending.get()).isEqualTo(40);
            }
        } finally {
            senders.shutdown();
        }
        assertThat(sent(list)).isEqualTo(40);
        assertThat(uploads.count("operatorId", submitter.account().id()) - before)
                .isEqualTo(40);
    }

    @Test
    void twoPeopleBringingTheSameListAtOnceBothHaveIt() throws Exception {
        SignedIn other = SignedIn.as(Role.SCHEDULER);
        List<Map<String, String>> list = IntStream.range(0, 20)
                .mapToObj(at -> Map.of("text", "第" + at + "条" + mark))
                .toList();
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try {
            for (Future<Integer> sending :
                    senders.invokeAll(List.<Callable<Integer>>of(() -> sent(list), () -> sent(other, list)))) {
                assertThat(sending.get()).isEqualTo(20);
            }
        } finally {
            senders.shutdown();
        }
        assertThat(uploads.count("operatorId", other.account().id())).isEqualTo(20);
        assertThat(uploads.count("operatorId", submitter.account().id())).isEqualTo(20);
    }

    @Test
    void oneSloganVeryLikeAnotherIsRefusedUntilThatIsSaid() {
        String first = "加强知识产权法治保障，有力支持" + mark;
        one(Map.of("text", first)).statusCode(201);
        one(Map.of("text", first)).statusCode(200);

        one(Map.of("text", "加强知识产权法治保障 有力支持" + mark))
                .statusCode(409)
                .body("type", equalTo("slogan-alike"))
                .body("alike.text", contains(first))
                .body("alike[0].href", notNullValue());
        one(Map.of("text", "加强知识产权法治保障 有力支持" + mark, "evenIfAlike", true)).statusCode(201);
        SignedIn.as(Role.SUBMITTER)
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("text", "加强知识产权法治保障、有力支持" + mark))
                .post("/api/v1/slogans")
                .then()
                .statusCode(201); // another unit's library
    }

    @Test
    void previewHasTheDotsTheTimesAndWhatADriverReads() {
        Screen sign = AScreen.sign(
                "08:00-22:00", SignedIn.registered(false, Role.SCHEDULER).account());

        String bits = preview("加强知识产权法治保障吧", sign.code())
                .statusCode(200)
                .body("mode", equalTo("STATIC"))
                .body("durationMs", equalTo(15_000))
                .body("bitmap.widthPx", equalTo(384))
                .body("reading.readMs", equalTo(4500))
                .body("reading.readable", equalTo(10))
                .body("reading.whole", equalTo(false))
                .body("reading.marks[0].width", equalTo(160))
                .body("sentences", hasSize(3))
                .extract()
                .path("bitmap.bits");
        assertThat(Base64.getDecoder().decode(bits)).hasSize(384 / 8 * 16);
        preview("版".repeat(30), sign.code())
                .body("mode", equalTo("SCROLL_LEFT"))
                .body("pxPerSecond", equalTo(20))
                .body("bitmap.widthPx", equalTo(480));
        preview("保護", sign.code()).body("bitmap", nullValue()).body("undisplayable[0].place", equalTo(2));
        preview(" ", sign.code()).statusCode(422).body("type", equalTo("slogan-empty"));
        preview("版权", "no-such").statusCode(422).body("type", equalTo("screen-unknown"));
    }

    @Test
    void listsBeyondTheBoundsAreRefused() {
        check(IntStream.range(0, 501).mapToObj(at -> "版").toList()).statusCode(400);
        check(IntStream.range(0, 300).mapToObj(at -> "版".repeat(100)).toList())
                .statusCode(422)
                .body("type", equalTo("slogan-list-too-long"));
        check(List.of()).statusCode(400);
        check(IntStream.range(0, 500)
                        .mapToObj(at -> "第" + at + mark.substring(0, 10))
                        .toList())
                .statusCode(200)
                .body("items", hasSize(500));
    }

    private int sent(List<Map<String, String>> list) {
        return sent(submitter, list);
    }

    private static int sent(SignedIn person, List<Map<String, String>> list) {
        return person.api()
                .contentType(ContentType.JSON)
                .body(Map.of("slogans", list))
                .post("/api/v1/slogans/bulk")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("saved")
                .size();
    }

    private ValidatableResponse bring(Map<String, ?> slogan) {
        return bring(List.of(slogan));
    }

    private ValidatableResponse bring(List<Map<String, ?>> slogans) {
        return post("/api/v1/slogans/bulk", Map.of("slogans", slogans));
    }

    private ValidatableResponse check(List<String> texts) {
        return post("/api/v1/slogans/checks", Map.of("texts", texts));
    }

    private ValidatableResponse preview(String text, String screen) {
        return post("/api/v1/slogans/previews", Map.of("text", text, "screen", screen));
    }

    private ValidatableResponse one(Map<String, ?> body) {
        return post("/api/v1/slogans", body);
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return submitter
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }
}
