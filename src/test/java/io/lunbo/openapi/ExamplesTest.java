package io.lunbo.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every operation shows a call and an answer that fit what is said about them, and the calls are read. */
@QuarkusTest
class ExamplesTest {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";
    private static final String JSON = "/content/application~1json";

    /** They keep nothing; other operations without an id would change what all tests share. */
    private static final Set<String> HARMLESS =
            Set.of("Slogan_check", "Slogan_preview", "Word_lint", "PlanPreview_preview");

    /** As a token, a hash of a token, a signature or a first password look. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<![\\w-])(l[a-z]{2}_[\\w-]{20,}|[\\w-]{43}|[\\w-]{86}|eyJ[\\w.-]{20,})(?![\\w-])|localhost|127\\.0");

    private JsonNode document;

    record Shown(String verb, String path, JsonNode operation) {
        JsonNode request() {
            return operation.at("/requestBody" + JSON);
        }

        List<JsonNode> answers() {
            List<JsonNode> answers = new ArrayList<>();
            operation.get("responses").properties().forEach(one -> {
                JsonNode json = one.getValue().at(JSON);
                if (one.getKey().startsWith("2") && !json.isMissingNode() && !isFile(json)) {
                    answers.add(json);
                }
            });
            return answers;
        }

        private static boolean isFile(JsonNode media) {
            return media.at("/schema/format").asText().equals("binary");
        }

        @Override
        public String toString() {
            return operation.get("operationId").asText();
        }
    }

    @BeforeEach
    void read() throws IOException {
        document = new ObjectMapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString());
    }

    @Test
    void everyCallAndEveryAnswerHasAnExampleThatFits() {
        Fit fit = new Fit(document);
        List<String> wrong = new ArrayList<>();
        int shown = 0;
        for (Shown one : operations()) {
            List<JsonNode> bodies = new ArrayList<>(one.answers());
            bodies.add(one.request());
            for (JsonNode body : bodies) {
                if (!body.isMissingNode() && !body.has("example")) {
                    wrong.add(one + " lacks an example");
                } else if (!body.isMissingNode()) {
                    JsonNode schema = Shown.isFile(body) ? MissingNode.getInstance() : body.get("schema");
                    wrong.addAll(fit.wrong(schema, body.get("example"), one.toString()));
                    shown++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(shown).isGreaterThan(200);
    }

    @Test
    void refusalHasAnExampleThatFits() {
        JsonNode problem = document.at("/components/schemas/Problem");
        assertThat(problem.at("/examples/0/violations")).isNotEmpty();
        assertThat(new Fit(document).wrong(problem, problem.at("/examples/0"), "Problem"))
                .isEmpty();
    }

    @Test
    void exampleThatDoesNotFitIsFound() throws IOException {
        JsonNode schema = document.at("/components/schemas/Problem");
        JsonNode value = new ObjectMapper().readTree("{\"type\":1,\"title\":\"x\",\"status\":\"4\",\"odd\":true}");

        assertThat(new Fit(document).wrong(schema, value, ""))
                .containsExactlyInAnyOrder(
                        " lacks detail",
                        "/type is no \"string\": NUMBER",
                        "/status is no \"integer\": STRING",
                        "/odd is not described");
    }

    @Test
    void noExampleTellsASecret() {
        assertThat(operations()).allSatisfy(one -> {
            assertThat(one.request().path("example").toString()).doesNotContainPattern(SECRET);
            assertThat(one.answers())
                    .allSatisfy(answer ->
                            assertThat(answer.path("example").toString()).doesNotContainPattern(SECRET));
        });
    }

    @Test
    void callsAreReadAsTheyAreShown() {
        String token = SignedIn.as(Role.values()).token();
        List<String> sent = new ArrayList<>();
        for (Shown one : operations()) {
            JsonNode example = one.request().path("example");
            if (!example.isMissingNode() && (one.path.contains("{") || HARMLESS.contains(one.toString()))) {
                Response answer = given().header("Authorization", "Bearer " + token)
                        .header("If-Match", "\"0\"")
                        .contentType("application/json")
                        .body(example.toString())
                        .request(
                                one.verb,
                                one.path.replaceAll("\\{date}", "2099-01-01").replaceAll("\\{[^}]+}", NO_ID));
                assertThat(answer.statusCode())
                        .as(one + ": " + answer.asString())
                        .isNotIn(400, 401, 403, 405, 415)
                        .isLessThan(500);
                sent.add(one.toString());
            }
        }
        assertThat(sent).hasSizeGreaterThan(25);
    }

    private List<Shown> operations() {
        List<Shown> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    if (path.getKey().matches("/(api|player)/v1/.*")
                            && one.getValue().has("operationId")) {
                        all.add(new Shown(one.getKey(), path.getKey(), one.getValue()));
                    }
                }));
        return all;
    }
}
