package io.lunbo.wordlist;

import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class WordListTest {
    @Test
    void reviewerKeepsTheOwnUnitsListAndItHoldsAtOnce() {
        SignedIn reviewer = SignedIn.as(Role.REVIEWER);
        UUID unit = reviewer.account().unitId();
        String id = add(reviewer, unit, "旧馆", "已更名").statusCode(201).extract().path("id");

        reviewer.api()
                .contentType(ContentType.JSON)
                .body(Map.of("text", "欢迎来到旧馆"))
                .post("/api/v1/words/lint")
                .then()
                .statusCode(200)
                .body("[0].rule", equalTo("LISTED"))
                .body("[0].position", equalTo(4))
                .body("[0].source", containsString("已更名"));
        add(reviewer, unit, " 旧馆 ", "又一次").statusCode(400).body("violations[0].field", equalTo("word"));
        reviewer.api()
                .contentType(ContentType.JSON)
                .body(Map.of("word", "旧馆", "forbidden", true, "reason", "已拆除", "version", 7))
                .put("/api/v1/words/" + id)
                .then()
                .statusCode(409);
        reviewer.api()
                .contentType(ContentType.JSON)
                .body(Map.of("word", "旧馆", "forbidden", true, "reason", "已拆除", "version", 0))
                .put("/api/v1/words/" + id)
                .then()
                .statusCode(200)
                .body("forbidden", equalTo(true));
        reviewer.api().delete("/api/v1/words/" + id).then().statusCode(204);
        reviewer.api().delete("/api/v1/words/" + id).then().statusCode(404);
        reviewer.api().get("/api/v1/words?unit=" + unit).then().body("", hasSize(0));
        SignedIn.as(Role.INSPECTOR)
                .api()
                .queryParam("who", reviewer.username())
                .queryParam("deed", "word")
                .get("/api/v1/audit")
                .then()
                .body("items.deed", equalTo(List.of("word.remove", "word.change", "word.add")))
                .body("items[1].before.reason", equalTo("已更名"))
                .body("items[1].after.reason", equalTo("已拆除"));
    }

    @Test
    void nobodyKeepsTheListOfAnotherUnitOrOfAllButAdministrators() {
        SignedIn reviewer = SignedIn.as(Role.REVIEWER);
        UUID other = SignedIn.registered(false, Role.SUBMITTER).account().unitId();
        add(reviewer, other, "词", "由").statusCode(403);
        add(reviewer, null, "词", "由").statusCode(403);
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        String id =
                add(administrator, other, "词", "由").statusCode(201).extract().path("id");
        reviewer.api().delete("/api/v1/words/" + id).then().statusCode(403);
        String word = "共用" + UUID.randomUUID();
        add(administrator, null, word, "由").statusCode(201);
        reviewer.api()
                .contentType(ContentType.JSON)
                .body(Map.of("text", "看" + word))
                .post("/api/v1/words/lint")
                .then()
                .body("rule", hasItem("LISTED"));
        add(SignedIn.as(Role.SUBMITTER), other, "词二", "由").statusCode(403);
    }

    @Test
    void wordWithoutReasonOrWithControlCharactersIsRefused() {
        SignedIn reviewer = SignedIn.as(Role.REVIEWER);
        UUID unit = reviewer.account().unitId();
        add(reviewer, unit, "词", " ").statusCode(400).body("violations[0].field", equalTo("reason"));
        add(reviewer, unit, "词\u0007", "由").statusCode(400);
        add(reviewer, unit, "词".repeat(51), "由").statusCode(400);
        add(reviewer, unit, "\uD83D\uDE00".repeat(50), "由").statusCode(201);
    }

    @Test
    void pageListsAddsAndRemovesAndKeepsWhatWasTyped() {
        SignedIn reviewer = SignedIn.cookieAs(Role.REVIEWER);
        UUID unit = reviewer.account().unitId();
        reviewer.page().get("/words").then().statusCode(200).body(containsString("词表里还没有词语"));
        reviewer.page()
                .formParams(Map.of("unit", unit, "word", "旧<馆>", "forbidden", "true", "reason", "更名"))
                .post("/words")
                .then()
                .statusCode(303)
                .header("Location", containsString("/words?unit=" + unit));
        reviewer.page().get("/words").then().body(containsString("旧&lt;馆&gt;"), containsString("禁用"));
        reviewer.page()
                .formParams(Map.of("unit", unit, "word", "旧<馆>", "reason", "更名二"))
                .post("/words")
                .then()
                .statusCode(400)
                .body(containsString("已在词表中"), containsString("更名二"));
        reviewer.page()
                .get("/words?all=true")
                .then()
                .statusCode(200)
                .body(containsString("只有本单位审核员和管理员"), not(containsString("id=\"add-word\"")));
        SignedIn submitter = SignedIn.cookieAs(Role.SUBMITTER);
        submitter
                .page()
                .formParam("text", "保護知识产权,最佳")
                .post("/words/check")
                .then()
                .statusCode(200)
                .body(containsString("繁体字"), containsString("广告绝对化用语"), containsString("第 2 字"));
    }

    private static ValidatableResponse add(SignedIn who, UUID unit, String word, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("word", word, "forbidden", false, "reason", reason));
        body.put("unitId", unit);
        return who.api()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/words")
                .then();
    }
}
