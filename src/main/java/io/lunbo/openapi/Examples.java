package io.lunbo.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/** A call and its answer for each operation, as a demo gave them: one file for each tag, by operation, then `request` and `response`. */
final class Examples {
    private static final String FOLDER = "META-INF/openapi-examples/";
    private static final TypeReference<Map<String, Map<String, Object>>> BY_OPERATION = new TypeReference<>() {};

    private final Map<String, Map<String, Map<String, Object>>> byTag = new HashMap<>();

    /** Gives the operation's JSON bodies their examples; the operation has its name and tag already. */
    void show(Operation operation) {
        Map<String, Object> shown = of(operation.getTags().get(0), operation.getOperationId());
        if (operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), shown.get("request"));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                show(response.getContent(), shown.get("response"));
            }
        });
    }

    /** What a refusal looks like. */
    Object refusal() {
        return of("problem", "Problem").get("response");
    }

    private static void show(Content content, Object example) {
        if (content != null && example != null && content.hasMediaType("application/json")) {
            content.getMediaType("application/json").setExample(example);
        }
    }

    private Map<String, Object> of(String tag, String operation) {
        return byTag.computeIfAbsent(tag, Examples::read).getOrDefault(operation, Map.of());
    }

    /** At the time of the build the application's files are those of the thread's loader. */
    private static Map<String, Map<String, Object>> read(String tag) {
        String name = FOLDER + tag.replace(' ', '-') + ".json";
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return file == null ? Map.of() : new ObjectMapper().readValue(file, BY_OPERATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
