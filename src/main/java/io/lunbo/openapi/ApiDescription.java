package io.lunbo.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes each operation: who may call it, what it refuses, what its parameters mean, under which name it is called. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String OPERATOR = "operator";
    private static final String PLAYER = "player";

    /** One word means one thing everywhere; what an endpoint says itself counts more. */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("code", "The short name that people gave"),
            Map.entry("id", "The id, as lists and answers name it"),
            Map.entry("cursor", "What the page before named as `next`; missing for the first page"),
            Map.entry("limit", "How many items at most"),
            Map.entry("page", "The page's number, from 0"),
            Map.entry("from", "The first day, as YYYY-MM-DD"),
            Map.entry("until", "The last day, inclusive, as YYYY-MM-DD"),
            Map.entry("day", "A day, as YYYY-MM-DD"),
            Map.entry("date", "A day, as YYYY-MM-DD"),
            Map.entry("screen", "A screen's code"),
            Map.entry("media", "A media's id"),
            Map.entry("kind", "Only this kind"),
            Map.entry("campaign", "A campaign's code"),
            Map.entry("hour", "An elapsed hour of the days, from 0"),
            Map.entry("verdict", "Verdicts, with commas between; missing: all"),
            Map.entry("side", "`logged` for logged plays, else due ones"),
            Map.entry("by", "What to add up by; several times for several"),
            Map.entry("token", "The secret of the address"),
            Map.entry("name", "The name of the file; it says nothing"),
            Map.entry("reason", "Only what was refused for this reason"),
            Map.entry("stop", "The id of a screen's place in a round of spot checks"),
            Map.entry("kid", "The id of a reviewer's key"),
            Map.entry("unit", "Only of this unit"),
            Map.entry("q", "Only what has this in its title, or in the library in any of its words"),
            Map.entry("state", "Only in this state"),
            Map.entry("status", "Only whose newest review stands so"),
            Map.entry("tag", "A tag, as it is written"),
            Map.entry("archived", "Whether what lies in the archive is wanted instead of the rest"),
            Map.entry("rights", "Only whose last day comes soon or is over"),
            Map.entry("before", "The id of the first version"),
            Map.entry("after", "The id of the second version"),
            Map.entry("dryRun", "Whether nothing is to be kept"),
            Map.entry("skipRefused", "Whether what is not refused is booked all the same"),
            Map.entry("failed", "Only what failed"),
            Map.entry("sort", "In which order"),
            Map.entry("title", "What people call it"),
            Map.entry("who", "A part of the person's name, or the whole user name"),
            Map.entry("deed", "Only this deed, or all whose name begins with it and a dot"),
            Map.entry("subject", "Only what has this in its subject"),
            Map.entry("takeover", "The id of an order on one screen"),
            Map.entry("fileName", "The file's name; its title where none is given"),
            Map.entry("If-Match", "The ETag of the version that is changed"),
            Map.entry("Content-Length", "The size of the body in bytes"),
            Map.entry("Content-Encoding", "gzip, or nothing"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Examples examples = new Examples();
        document.getComponents().addSchema("Problem", problemSchema().examples(List.of(examples.refusal())));
        document.getPaths().getPathItems().keySet().stream()
                .filter(path -> !isForPrograms(path))
                .toList()
                .forEach(document.getPaths()::removePathItem);
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    complete(path, method, item, operation);
                    examples.show(operation);
                }));
    }

    private static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/player/") || path.startsWith("/.well-known/");
    }

    private static void complete(String path, HttpMethod method, PathItem item, Operation operation) {
        if (operation.getOperationId() != null) {
            operation.setOperationId(operation.getOperationId().replaceAll("^.*[.$]|Resource(?=_)", ""));
        }
        if (operation.getTags() == null || operation.getTags().isEmpty()) {
            operation.setTags(List.of(path.startsWith("/api/") ? path.split("/")[3] : PLAYER));
        }
        Set<String> roles = sayWhoMayCall(path, operation);
        Stream.of(item.getParameters(), operation.getParameters())
                .filter(list -> list != null)
                .flatMap(List::stream)
                .filter(parameter -> parameter.getDescription() == null)
                .forEach(parameter -> parameter.setDescription(PARAMETERS.get(parameter.getName())));
        sayWhatIsRefused(path, method, operation, roles != null);
    }

    /** The roles that may call it; none means everybody who is known, null everybody. */
    private static Set<String> sayWhoMayCall(String path, Operation operation) {
        boolean open =
                operation.getSecurity() == null || operation.getSecurity().isEmpty();
        String scheme = path.startsWith("/player/") ? PLAYER : OPERATOR;
        Set<String> roles = open
                ? null
                : operation.getSecurity().stream()
                        .flatMap(requirement -> requirement.getSchemes().values().stream())
                        .flatMap(List::stream)
                        .filter(role -> !role.equals("**"))
                        .collect(Collectors.toCollection(TreeSet::new));
        operation.setSecurity(
                open
                        ? List.of()
                        : List.of(OASFactory.createSecurityRequirement().addScheme(scheme)));
        String who = open
                ? "Anybody may call this."
                : scheme.equals(PLAYER)
                        ? "For players."
                        : roles.isEmpty()
                                ? "For every operator."
                                : "For operators with a role of: " + String.join(", ", roles) + ".";
        String more = operation.getDescription();
        operation.setDescription(more == null ? who : more.strip() + " " + who);
        return roles;
    }

    private static void sayWhatIsRefused(String path, HttpMethod method, Operation operation, boolean closed) {
        Map<String, String> refused = new TreeMap<>();
        boolean body = operation.getRequestBody() != null;
        boolean asked =
                operation.getParameters() != null && !operation.getParameters().isEmpty();
        if (body || asked) {
            refused.put("400", "Malformed");
        }
        if (closed) {
            refused.put("401", "The token is missing, wrong or over");
            refused.put("403", "Not for this caller");
        }
        if (path.contains("{")) {
            refused.put("404", "No such thing");
        }
        if (body) {
            refused.put("413", "The body is too large");
            refused.put("415", "Not a type of body that is taken here");
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            refused.put("409", "What is there now forbids it");
            refused.put("422", "Understood, and not possible");
            refused.put("429", "Too often; `Retry-After` says when again");
        }
        if (asked && operation.getParameters().stream().anyMatch(ApiDescription::isVersion)) {
            refused.put("412", "Somebody has changed it meanwhile");
            refused.put("428", "`If-Match` is missing");
        }
        refused.forEach((status, why) -> operation.getResponses().addAPIResponse(status, problem(why)));
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") && response.getContent() == null) {
                response.setContent(problem("").getContent());
            }
        });
    }

    private static Schema problemSchema() {
        return object().description("A refusal (RFC 9457)")
                .required(List.of("type", "title", "status", "detail"))
                .addProperty("type", text().description("A stable slug, like not-found"))
                .addProperty("title", text().description("A sentence"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text().description("What is wrong, and maybe what to do"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("The fields that are wrong")
                                .items(object().addProperty("field", text()).addProperty("message", text())));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static boolean isVersion(Parameter parameter) {
        return "If-Match".equals(parameter.getName());
    }

    private static APIResponse problem(String why) {
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
