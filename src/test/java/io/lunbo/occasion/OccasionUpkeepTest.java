package io.lunbo.occasion;

import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

/** The list of occasions over its doors; each test keeps its own. */
@QuarkusTest
class OccasionUpkeepTest {
    private final String name = "节" + UUID.randomUUID();
    private SignedIn scheduler;

    @BeforeEach
    void signIn() {
        scheduler = SignedIn.as(Role.SCHEDULER);
    }

    @Test
    void listBeginsWithWhatSlogansOftenSpeakOf() {
        scheduler
                .api()
                .get("/api/v1/occasions")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("春节", "国庆", "知识产权宣传周", "消费者权益日", "宪法日"));
    }

    @Test
    void occasionIsAddedChangedAndRemovedByWhoHasSeenIt() {
        String id = send("10-01..10-07").statusCode(201).extract().path("id");
        String tag = scheduler
                .api()
                .get("/api/v1/occasions/" + id)
                .then()
                .body("words", equalTo(List.of("词" + name)))
                .extract()
                .header("ETag");

        change(id, tag, "10-02").statusCode(200).body("dates", equalTo("10-02"));
        change(id, tag, "10-03").statusCode(412);
        change(id, null, "10-03").statusCode(428);
        send("10-04").statusCode(409).body("type", equalTo("occasion-name-taken"));
        scheduler.api().delete("/api/v1/occasions/" + id).then().statusCode(204);
        scheduler.api().get("/api/v1/occasions/" + id).then().statusCode(404);
    }

    @Test
    void datesThatAreNoneSaySo() {
        send("soon").statusCode(422).body("type", equalTo("occasion-dates-invalid"));
        send("").statusCode(400);
    }

    @Test
    void formKeepsWhatWasTyped() {
        SignedIn person = SignedIn.cookieAs(Role.ADMINISTRATOR);

        assertThat(person.page()
                        .formParam("name", name)
                        .formParam("words", "")
                        .formParam("dates", "每年国庆")
                        .post("/occasions")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains(name, "每年国庆", "无法识别");
        person.page()
                .formParam("name", name)
                .formParam("words", "")
                .formParam("dates", "10-01..10-07")
                .post("/occasions")
                .then()
                .statusCode(303);
        assertThat(person.page().get("/occasions").asString()).contains(name, "10-01..10-07");
    }

    @Test
    void onlySchedulersAndAdministratorsChangeIt() {
        SignedIn submitter = SignedIn.cookieAs(Role.SUBMITTER);

        assertThat(submitter
                        .page()
                        .get("/occasions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain("id=\"add-occasion\"");
        submitter.page().formParam("name", name).post("/occasions").then().statusCode(403);
    }

    private ValidatableResponse change(String id, String tag, String dates) {
        var request = scheduler.api().contentType(ContentType.JSON).body(body(dates));
        return (tag == null ? request : request.header("If-Match", tag))
                .put("/api/v1/occasions/" + id)
                .then();
    }

    private ValidatableResponse send(String dates) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body(dates))
                .post("/api/v1/occasions")
                .then();
    }

    private Map<String, Object> body(String dates) {
        return Map.of("name", name, "words", List.of("词" + name), "dates", dates);
    }
}
