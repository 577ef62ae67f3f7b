package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks over every operation of the API's description with what no honest client sends: a problem document, never a 5xx. */
@QuarkusTest
class BadInputTest {
    private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** No documents at all, or none that is read. */
    private static final Map<String, String> NO_DOCUMENTS = Map.of(
            "nothing", "",
            "no JSON", "<xml/>",
            "half", "{\"a\":",
            "two", "{} {}",
            "duplicate", "{\"a\":1,\"a\":2}",
            "a list", "[]",
            "a text", "\"text\"",
            "null", "null",
            "deep lists", "[".repeat(10_000) + "]".repeat(10_000),
            "deep objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));

    /** What a field is not, as JSON writes it. */
    private static final List<String> NO_VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "-1",
            "1e400",
            "-0.5",
            "9".repeat(90),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\r\\n\"",
            "\"" + "\uD83C\uDFDE".repeat(300) + "\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"9999-99-99\"",
            "\"+999999999-12-31\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"../../etc/passwd\"",
            "\"' or 1=1 -- \"");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

    private static final List<String> NO_PARAMETERS = List.of(
            "",
            "%00",
            "%F0%9F%8F%9E",
            "%ED%A0%80",
            "%FF",
            "-1",
            "99999999999999999999",
            "..%2F..%2Fetc",
            "%27%20or%201=1",
            "%0d%0aX:%20y",
            "9999-99-99",
            "%2B999999999-12-31",
            "-999999999-01-01",
            "null",
            "x".repeat(3_000));

    @Inject
    PlayerTokens playerTokens;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> wrong = new ArrayList<>();
    private JsonNode document;
    private String operatorToken;
    private String playerToken;

    record Called(String verb, String path, JsonNode operation) {
        boolean endsTheSession() {
            return path.contains("/sessions") || path.endsWith("/me/password");
        }

        JsonNode bodySchema() {
            return operation.at("/requestBody/content/application~1json/schema");
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }

        String where() {
            return path.replaceAll("\\{[^}]+}", ANY_ID);
        }
    }

    @BeforeEach
    void begin() throws Exception {
        document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
        operatorToken = SignedIn.as(Role.values()).token();
        playerToken =
                playerTokens.issue(UUID.randomUUID(), "bad input", "test", null).token();
    }

    @Test
    void whatIsNoDocumentIsRefusedEverywhere() throws Exception {
        for (Called called : taking()) {
            for (Map.Entry<String, String> body : NO_DOCUMENTS.entrySet()) {
                judge(called + " with " + body.getKey(), send(called, called.where(), body.getValue()), true);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedEverywhere() throws Exception {
        String large = "{\"a\":\"" + "x".repeat(20_000_000) + "\"}";
        for (Called called : taking()) {
            HttpResponse<String> answer = send(called, called.where(), large);
            judge(called + " with 20 MB", answer, true);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void fieldsOfAnotherKindNeverBreakAnything() throws Exception {
        for (Called called : taking()) {
            if (!(sample(called.bodySchema(), 0) instanceof ObjectNode whole)) {
                continue; // read as a stream, by PlayLogResource, whose test sends worse
            }
            for (String field : (Iterable<String>) whole::fieldNames) {
                for (String value : NO_VALUES) {
                    String body = with(whole, field, value);
                    judge(
                            called + " with " + field + "=" + shortened(value),
                            send(called, called.where(), body),
                            false);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void queryParametersThatCannotBeReadAreNamed() throws Exception {
        int tried = 0;
        for (Called called : all()) {
            boolean list = called.verb.equals("get") && called.path.startsWith("/api/") && !called.path.contains("{");
            for (JsonNode parameter : list ? called.operation.path("parameters") : NOTHING) {
                String kind = parameter.at("/schema/type").asText()
                        + parameter.at("/schema/format").asText();
                if (parameter.path("in").asText().equals("query") && kind.matches("integer.*|.*date.*")) {
                    String name = parameter.path("name").asText();
                    HttpResponse<String> answer = send(called, called.path + "?" + name + "=nonsense", "");
                    boolean named = answer.body().contains("\"field\":\"" + name + "\"");
                    if (answer.statusCode() != 400 || !named) {
                        wrong.add(called + " with " + name + ": " + answer.statusCode() + " " + answer.body());
                    }
                    tried++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(5);
    }

    @Test
    void parametersOfAnotherKindNeverBreakAnything() throws Exception {
        for (Called called : all()) {
            for (String value : NO_PARAMETERS) {
                String path = called.path.replaceAll("\\{[^}]+}", value.isEmpty() ? "%20" : value);
                if (called.path.contains("{")) {
                    judge(called + " at " + shortened(value), send(called, path, sampleBody(called)), false);
                }
                for (JsonNode parameter : called.operation.path("parameters")) {
                    if (parameter.get("in").asText().equals("query")) {
                        String query = "?" + parameter.get("name").asText() + "=" + value;
                        judge(
                                called + shortened(query),
                                send(called, called.where() + query, sampleBody(called)),
                                false);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void unknownIdsAreNotFoundInTheReadersLanguage() throws Exception {
        for (Called called : all()) {
            if (called.path.contains("{") && called.verb.matches("get|delete")) {
                HttpResponse<String> answer = send(called, called.where(), "");
                judge(called.toString(), answer, true);
                if (answer.statusCode() != 404 && answer.statusCode() != 410) {
                    wrong.add(called + " answered " + answer.statusCode() + " for what is not there");
                } else if (!JSON.readTree(answer.body()).path("detail").asText().matches("\\p{ASCII}+|.*[’…“].*")) {
                    wrong.add(called + " answered in another language: " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private HttpResponse<String> send(Called called, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept-Language", "en")
                .header("If-Match", "\"0\"")
                .header("Tus-Resumable", "1.0.0")
                .method(called.verb.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body));
        if (!body.isEmpty() || !called.bodySchema().isMissingNode()) {
            request.header("Content-Type", "application/json");
        }
        String token =
                called.path.startsWith("/player/") ? playerToken : called.endsTheSession() ? "none" : operatorToken;
        return client.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private void judge(String what, HttpResponse<String> answer, boolean refused) {
        int status = answer.statusCode();
        boolean problem = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        if (status >= 500
                || status >= 400 && !problem && !answer.request().method().equals("HEAD")) {
            wrong.add(what + " was answered " + status + " " + shortened(answer.body()));
        } else if (refused && status < 400) {
            wrong.add(what + " was accepted: " + status);
        }
    }

    private List<Called> all() {
        List<Called> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    if (!path.getKey().equals("/player/v1/pairings")
                            && Set.of("get", "put", "post", "delete", "head").contains(one.getKey())) {
                        all.add(new Called(one.getKey(), path.getKey(), one.getValue()));
                    }
                }));
        return all;
    }

    private List<Called> taking() {
        List<Called> taking = all().stream()
                .filter(called -> !called.bodySchema().isMissingNode())
                .toList();
        assertThat(taking).hasSizeGreaterThan(15);
        return taking;
    }

    private String sampleBody(Called called) {
        return called.bodySchema().isMissingNode()
                ? ""
                : sample(called.bodySchema(), 0).toString();
    }

    /** Something that the schema allows, with every field. */
    private JsonNode sample(JsonNode schema, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return sample(document.at(schema.get("$ref").asText().substring(1)), depth);
        }
        if (schema.has("anyOf") || schema.has("allOf")) {
            return sample(
                    schema.has("anyOf")
                            ? schema.get("anyOf").get(0)
                            : schema.get("allOf").get(0),
                    depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "array" -> nodes.arrayNode().add(sample(schema.path("items"), depth + 1));
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "string" -> nodes.textNode(text(schema.path("format").asText()));
            default -> fields(schema, depth);
        };
    }

    private ObjectNode fields(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (depth < 5) {
            schema.path("properties")
                    .properties()
                    .forEach(field -> object.set(field.getKey(), sample(field.getValue(), depth + 1)));
        }
        return object;
    }

    private static String text(String format) {
        return switch (format) {
            case "uuid" -> ANY_ID;
            // beyond what other tests plan: a body may be good after all, and mark a day for everybody
            case "date" -> "2099-01-01";
            case "date-time" -> "2099-01-01T01:00:00.000Z";
            default -> "x";
        };
    }

    private static String with(ObjectNode whole, String field, String value) {
        String mark = UUID.randomUUID().toString();
        return whole.deepCopy().put(field, mark).toString().replace("\"" + mark + "\"", value);
    }

    private static String shortened(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }
}
