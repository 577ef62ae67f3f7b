package io.lunbo.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a value is what a schema of the description promises: as much of JSON Schema as the description uses. */
final class Fit {
    private final JsonNode document;

    Fit(JsonNode document) {
        this.document = document;
    }

    /** What is wrong, each with the place in the value; empty where it fits. */
    List<String> wrong(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            return wrong(document.at(schema.get("$ref").asText().substring(1)), value, at);
        }
        List<String> wrong = new ArrayList<>();
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                List<List<String>> tried = new ArrayList<>();
                schema.get(choice).forEach(one -> tried.add(wrong(one, value, at)));
                if (tried.stream().noneMatch(List::isEmpty)) {
                    tried.forEach(wrong::addAll);
                }
            }
        }
        schema.path("allOf").forEach(one -> wrong.addAll(wrong(one, value, at)));
        if (schema.has("enum") && !value.isNull() && !contains(schema.get("enum"), value)) {
            wrong.add(at + " is none of " + schema.get("enum"));
        }
        if (schema.has("type") && !ofType(schema.get("type"), value)) {
            wrong.add(at + " is no " + schema.get("type") + ": " + value.getNodeType());
        } else if (value.isObject()) {
            wrong.addAll(wrongFields(schema, value, at));
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                wrong.addAll(wrong(schema.get("items"), value.get(i), at + "/" + i));
            }
        } else if (value.isTextual()) {
            wrong.addAll(wrongText(schema.path("format").asText(), value.asText(), at));
        }
        return wrong;
    }

    private List<String> wrongFields(JsonNode schema, JsonNode value, String at) {
        List<String> wrong = new ArrayList<>();
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                wrong.add(at + " lacks " + name.asText());
            }
        });
        JsonNode others = schema.path("additionalProperties");
        boolean named = schema.has("properties");
        value.properties().forEach(field -> {
            String where = at + "/" + field.getKey();
            JsonNode known = schema.path("properties").path(field.getKey());
            if (!known.isMissingNode()) {
                wrong.addAll(wrong(known, field.getValue(), where));
            } else if (others.isObject()) {
                wrong.addAll(wrong(others, field.getValue(), where));
            } else if (named && !others.asBoolean(false)) {
                wrong.add(where + " is not described");
            }
        });
        return wrong;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (ofType(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static List<String> wrongText(String format, String text, String at) {
        try {
            switch (format) {
                case "date" -> LocalDate.parse(text);
                case "date-time" -> OffsetDateTime.parse(text);
                case "uuid" -> UUID.fromString(text);
                default -> {
                    return List.of();
                }
            }
            return List.of();
        } catch (DateTimeException | IllegalArgumentException e) {
            return List.of(at + " is no " + format + ": " + e.getMessage());
        }
    }
}
