package io.lunbo.ruling;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.ruling.ProfileFacts.RuleFacts;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** Rule profiles as JSON. */
@Path("/api/v1/rule-profiles")
@Authenticated
public class ProfileResource {
    private final RuleProfileRepository profiles;
    private final ScreenRepository screens;
    private final ProfileKeeping keeping;
    private final CurrentOperator operator;

    /**
     * A rule as it is.
     *
     * @param value what it demands: weekly hours such as {@code 08:00-22:00} or {@code closed}, a number of seconds, {@code 30 TIME
     *     DAY}, or candela per square metre
     * @param source where it comes from
     * @param refused whether what breaks it is refused; else it is a warning
     * @param assumed whether nobody has confirmed it
     */
    @Schema(name = "RuleDocument")
    public record RuleDocument(
            UUID id,
            RuleKind kind,
            String value,
            String source,
            boolean refused,
            boolean assumed,
            String confirmedBy,
            Instant confirmedAt) {
        /** Of a rule. */
        public static RuleDocument of(Rule rule) {
            return new RuleDocument(
                    rule.id(),
                    rule.kind(),
                    rule.value().text(),
                    rule.source(),
                    rule.refused(),
                    rule.assumed(),
                    rule.assumed() ? null : rule.confirmed().name(),
                    rule.assumed() ? null : rule.confirmed().at());
        }
    }

    /**
     * A profile as it is.
     *
     * @param standard whether screens without a profile of their own go by it
     * @param screens the codes of the screens in use that go by it
     */
    @Schema(name = "RuleProfileDocument")
    public record ProfileDocument(
            String code, String name, boolean standard, List<RuleDocument> rules, List<String> screens, int version) {}

    /** All profiles. */
    @Schema(name = "RuleProfileList")
    public record ProfileList(List<ProfileDocument> items) {}

    /**
     * A rule as a client writes it.
     *
     * @param id the rule that is changed; without it, a new one
     */
    @Schema(name = "RuleBody")
    public record RuleBody(UUID id, RuleKind kind, String value, String source, boolean refused) {
        RuleFacts facts() {
            return new RuleFacts(id, kind, value, source, refused);
        }
    }

    /**
     * A profile as a client writes it; its code is changed never.
     *
     * @param rules all its rules: those that are not named go
     */
    @Schema(name = "RuleProfileBody")
    public record ProfileBody(String code, String name, List<RuleBody> rules) {
        ProfileFacts facts(String knownCode) {
            List<RuleFacts> facts = rules == null
                    ? null
                    : rules.stream()
                            .map(rule -> rule == null ? null : rule.facts())
                            .toList();
            return new ProfileFacts(knownCode, name, facts);
        }
    }

    ProfileResource(
            RuleProfileRepository profiles,
            ScreenRepository screens,
            ProfileKeeping keeping,
            CurrentOperator operator) {
        this.profiles = profiles;
        this.screens = screens;
        this.keeping = keeping;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "All rule profiles, the standard one first")
    @Transactional
    public ProfileList list() {
        return new ProfileList(profiles.inOrder().stream().map(this::document).toList());
    }

    @POST
    @Operation(summary = "Make a rule profile; its rules are assumed until somebody confirms them")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ProfileDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public RestResponse<ProfileDocument> create(@NotNull ProfileBody body) {
        RuleProfile profile = keeping.create(body.facts(body.code()), operator.account());
        return RestResponse.ResponseBuilder.<ProfileDocument>created(
                        URI.create("/api/v1/rule-profiles/" + profile.code()))
                .entity(document(profile))
                .tag(VersionTag.of(profile.version()))
                .build();
    }

    @GET
    @Path("{code}")
    @Operation(summary = "One rule profile")
    @Transactional
    public RestResponse<ProfileDocument> one(String code) {
        return answer(profiles.known(code));
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Change a rule profile; a rule whose value or source changes is assumed again")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public RestResponse<ProfileDocument> change(
            String code, @NotNull ProfileBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return guarded(code, body, () -> keeping.change(code, body.facts(code), seen, operator.account()));
    }

    @DELETE
    @Path("{code}")
    @Operation(summary = "Take a rule profile away that no screen goes by")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public void remove(String code, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        VersionTag.guarded(
                () -> {
                    keeping.remove(code, seen, operator.account());
                    return code;
                },
                null,
                () -> document(profiles.known(code)));
    }

    @PUT
    @Path("{code}/rules/{id}/confirmation")
    @Operation(summary = "Confirm a rule as it is written")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public RestResponse<ProfileDocument> confirm(String code, UUID id, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return guarded(code, null, () -> keeping.confirm(code, id, true, seen, operator.account()));
    }

    @DELETE
    @Path("{code}/rules/{id}/confirmation")
    @Operation(summary = "Let a rule be assumed again")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public RestResponse<ProfileDocument> doubt(String code, UUID id, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return guarded(code, null, () -> keeping.confirm(code, id, false, seen, operator.account()));
    }

    private RestResponse<ProfileDocument> guarded(String code, Object yours, Supplier<RuleProfile> deed) {
        return answer(VersionTag.guarded(deed, yours, () -> document(profiles.known(code))));
    }

    private RestResponse<ProfileDocument> answer(RuleProfile profile) {
        return RestResponse.ResponseBuilder.ok(document(profile))
                .tag(VersionTag.of(profile.version()))
                .build();
    }

    private ProfileDocument document(RuleProfile profile) {
        Map<UUID, UUID> assigned = profiles.assignments();
        UUID standard = profiles.standard().id();
        return new ProfileDocument(
                profile.code(),
                profile.name(),
                profile.standard(),
                profile.rules().stream().map(RuleDocument::of).toList(),
                screens.inUse().stream()
                        .filter(screen ->
                                assigned.getOrDefault(screen.id(), standard).equals(profile.id()))
                        .map(screen -> screen.code())
                        .toList(),
                profile.version());
    }
}
