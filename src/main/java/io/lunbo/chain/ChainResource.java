package io.lunbo.chain;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.chain.Chains.Standing;
import io.lunbo.chain.Substitutes.Substitution;
import io.lunbo.media.MediaKind;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** The chains, the periods of escalated review and the substitutes, as JSON. */
@Path("/api/v1/review-chains")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Tag(name = "review chains")
public class ChainResource {
    private final Chains chains;
    private final Escalations escalations;
    private final Substitutes substitutes;
    private final CurrentOperator operator;

    /**
     * A chain.
     *
     * @param unitId whose; null for all units that have none of their own
     * @param kind for which kind of media
     * @param stages one to four, in their order
     * @param version what a change is made from; -1 where nothing was set yet
     */
    public record ChainDocument(
            UUID unitId,
            @NotNull MediaKind kind,
            @NotEmpty @Size(max = StagePlan.MOST) List<@NotNull ChainStage> stages,
            int version) {
        static ChainDocument of(Standing standing) {
            return new ChainDocument(
                    standing.unitId(), standing.kind(), standing.plan().stages(), standing.version());
        }
    }

    /**
     * A period in which one more stage is due.
     *
     * @param id null where it is new
     * @param unitId whose reviewers sign it; null for any
     */
    public record PeriodDocument(
            UUID id,
            @NotNull String name,
            @NotNull String stageName,
            UUID unitId,
            @NotNull LocalDate from,
            @NotNull LocalDate until) {
        static PeriodDocument of(EscalationPeriod period) {
            return new PeriodDocument(
                    period.id(), period.name(), period.stageName(), period.unitId(), period.from(), period.until());
        }
    }

    /**
     * An absence and who signs meanwhile.
     *
     * @param id null where it is new
     */
    public record SubstituteDocument(
            UUID id,
            @NotNull UUID absentId,
            @NotNull UUID substituteId,
            @NotNull LocalDate from,
            @NotNull LocalDate until) {
        static SubstituteDocument of(Substitution one) {
            return new SubstituteDocument(
                    one.id(), one.absent().id(), one.substitute().id(), one.from(), one.until());
        }
    }

    ChainResource(Chains chains, Escalations escalations, Substitutes substitutes, CurrentOperator operator) {
        this.chains = chains;
        this.escalations = escalations;
        this.substitutes = substitutes;
        this.operator = operator;
    }

    /** The chain that holds for a unit and a kind. */
    @GET
    @Operation(summary = "The chain in force for a unit and a kind of media")
    public ChainDocument get(@RestQuery UUID unit, @RestQuery MediaKind kind) {
        if (kind == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        return ChainDocument.of(chains.standing(unit, kind));
    }

    /** Sets a chain. */
    @PUT
    @Operation(summary = "Sets a chain; reviews that have begun keep theirs")
    public ChainDocument set(@NotNull @Valid ChainDocument chain) {
        List<ChainStage> stages = chain.stages().stream()
                .map(stage -> new ChainStage(
                        stage.name(), stage.unitId(), stage.signers(), stage.hours(), stage.checks(), false))
                .toList();
        return ChainDocument.of(
                chains.set(chain.unitId(), chain.kind(), new StagePlan(stages), chain.version(), operator.account()));
    }

    /** The marked periods. */
    @GET
    @Path("periods")
    @Operation(summary = "Periods of escalated review")
    public List<PeriodDocument> periods() {
        return escalations.all().stream().map(PeriodDocument::of).toList();
    }

    /** Marks a period. */
    @POST
    @Path("periods")
    @ResponseStatus(201)
    @Operation(summary = "Marks a period of escalated review")
    public PeriodDocument mark(@NotNull @Valid PeriodDocument period) {
        return PeriodDocument.of(escalations.mark(
                period.name(), period.stageName(), period.unitId(), period.from(), period.until(), operator.account()));
    }

    /** Unmarks it. */
    @DELETE
    @Path("periods/{id}")
    @Operation(summary = "Unmarks a period; reviews that have begun keep their stage")
    public void unmark(UUID id) {
        escalations.unmark(id, operator.account());
    }

    /** The substitutes. */
    @GET
    @Path("substitutes")
    @Operation(summary = "Who signs in whose place")
    public List<SubstituteDocument> substitutes() {
        return substitutes.all().stream().map(SubstituteDocument::of).toList();
    }

    /** Names one. */
    @POST
    @Path("substitutes")
    @ResponseStatus(201)
    @Operation(summary = "Names a substitute")
    public SubstituteDocument name(@NotNull @Valid SubstituteDocument one) {
        return SubstituteDocument.of(
                substitutes.name(one.absentId(), one.substituteId(), one.from(), one.until(), operator.account()));
    }

    /** Dismisses one. */
    @DELETE
    @Path("substitutes/{id}")
    @Operation(summary = "Ends a substitution")
    public void dismiss(UUID id) {
        substitutes.dismiss(id, operator.account());
    }
}
