package io.lunbo.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The API's description is complete, consistent, and readable by those who generate clients from it. */
@QuarkusTest
class ApiDescriptionTest {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "head", "patch", "options");
    private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/([^\"]+)\"");

    private String text;
    private JsonNode document;

    record Described(String path, String verb, JsonNode operation) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @BeforeEach
    void read() throws IOException {
        text = RestAssured.get("/q/openapi?format=json").asString();
        document = new ObjectMapper().readTree(text);
    }

    @Test
    void strictParserFindsNothingToSay() {
        ParseOptions options = new ParseOptions();
        options.setValidateExternalRefs(false);

        var result = new OpenAPIV3Parser().readContents(text, null, options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(40);
    }

    @Test
    void everyOperationSaysWhatItIs() {
        Set<String> tags = new TreeSet<>(document.get("tags").findValuesAsText("name"));
        assertThat(document.get("tags"))
                .allSatisfy(tag -> assertThat(tag.path("description").asText()).isNotBlank());
        assertThat(operations()).allSatisfy(described -> {
            JsonNode operation = described.operation;
            assertThat(operation.path("operationId").asText()).as("operationId").matches("[A-Za-z]+(_[A-Za-z]+)?");
            assertThat(operation.path("summary").asText())
                    .as("summary")
                    .isNotBlank()
                    .doesNotEndWith(".");
            assertThat(operation.path("description").asText()).as("description").isNotBlank();
            assertThat(operation.path("tags")).as("tags").isNotEmpty();
            assertThat(operation.path("tags"))
                    .allSatisfy(tag -> assertThat(tags).contains(tag.asText()));
        });
        assertThat(operations()
                        .map(described -> described.operation.get("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationSaysWhoMayCallItAndWhatItRefuses() {
        assertThat(operations()).allSatisfy(described -> {
            JsonNode responses = described.operation.path("responses");
            List<String> statuses = statuses(responses);
            assertThat(statuses).anyMatch(status -> status.startsWith("2"));
            boolean closed = !described.operation.path("security").isEmpty();
            assertThat(closed).isEqualTo(statuses.contains("403"));
            boolean takes = described.operation.has("requestBody") || described.operation.has("parameters");
            assertThat(takes).isEqualTo(statuses.contains("400"));
            statuses.stream()
                    .filter(status -> status.startsWith("4"))
                    .forEach(status -> assertThat(responses
                                    .get(status)
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .as(status)
                            .isEqualTo("#/components/schemas/Problem"));
        });
    }

    @Test
    void everyParameterIsExplained() {
        assertThat(operations()).allSatisfy(described -> {
            JsonNode operation = described.operation;
            assertThat(operation.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asText())
                            .as(parameter.path("name").asText())
                            .isNotBlank());
            List<String> inPath = StreamSupport.stream(
                            operation.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.get("name").asText())
                    .toList();
            assertThat(inPath)
                    .containsExactlyInAnyOrderElementsOf(found(Pattern.compile("\\{(\\w+)}"), described.path));
        });
    }

    @Test
    void schemasAreAllThereAndAllUsed() {
        Set<String> defined = new TreeSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(defined::add);
        assertThat(new TreeSet<>(found(REFERENCE, text))).isEqualTo(defined);
        assertThat(defined).doesNotContain("RoutingContext", "Response", "TemplateInstance");
    }

    @Test
    void pagesForPeopleAreNotPartOfIt() {
        assertThat(operations())
                .allSatisfy(
                        described -> assertThat(described.path).matches("/(api/v1|player/(v1|smil)|\\.well-known)/.*"));
    }

    @Test
    void doorOfThePlayersIsDescribedWhole() {
        assertThat(operations().map(Described::toString))
                .contains(
                        "get /player/v1/clock",
                        "get /player/v1/manifest",
                        "get /player/v1/sheets/{sha256}",
                        "get /player/v1/media/{sha256}",
                        "head /player/v1/media/{sha256}",
                        "post /player/v1/pairings",
                        "get /player/v1/pairings/{id}",
                        "post /player/v1/plays",
                        "post /player/v1/heartbeats",
                        "post /player/v1/screenshots",
                        "get /.well-known/lunbo-keys.json");
    }

    private Stream<Described> operations() {
        List<Described> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    if (VERBS.contains(one.getKey())) {
                        all.add(new Described(path.getKey(), one.getKey(), one.getValue()));
                    }
                }));
        return all.stream();
    }

    private static List<String> statuses(JsonNode responses) {
        List<String> statuses = new ArrayList<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
