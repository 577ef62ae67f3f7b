package io.lunbo.signoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.signoff.SheetSignatureRepository.Waiting;
import io.lunbo.signoff.SheetSigning.ToSign;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Signatures on sheets over REST. */
@Path("/api/v1/sign-offs")
@Authenticated
@Tag(name = "sign-offs")
public class SignOffResource {
    private static final int LISTED = 500;

    private final SheetSigning signing;
    private final SheetReturns returns;
    private final SheetSignatureRepository signatures;
    private final SheetRuling ruling;
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final ReviewerKeys keys;
    private final CurrentOperator operator;
    private final Clock clock;

    SignOffResource(
            SheetSigning signing,
            SheetReturns returns,
            SheetSignatureRepository signatures,
            SheetRuling ruling,
            SheetRepository sheets,
            ScreenRepository screens,
            ReviewerKeys keys,
            CurrentOperator operator,
            Clock clock) {
        this.signing = signing;
        this.returns = returns;
        this.signatures = signatures;
        this.ruling = ruling;
        this.sheets = sheets;
        this.screens = screens;
        this.keys = keys;
        this.operator = operator;
        this.clock = clock;
    }

    /**
     * One draft that is signed.
     *
     * @param sheet its id
     * @param sha256 its hash, as the person has seen it
     */
    public record SignedDraft(
            @NotNull UUID sheet,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256) {}

    /**
     * A person's word on drafts, all or none.
     *
     * @param password opens the person's signing key; not needed where the unit's decisions are signed by the service
     * @param comment what the person adds
     */
    public record SignOff(
            @NotEmpty @Size(max = 500) List<@NotNull @Valid SignedDraft> sheets,
            @Size(max = 200) String password,
            @Size(max = 500) String comment) {}

    /**
     * A person's objection to drafts, all or none.
     *
     * @param reason what is wrong with them
     */
    public record SendBack(
            @NotEmpty @Size(max = 500) List<@NotNull @Valid SignedDraft> sheets,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * Who sent a draft back, and why.
     *
     * @param sheet the draft
     */
    public record ReturnDocument(UUID sheet, String name, String unit, Instant returnedAt, String reason) {
        static ReturnDocument of(SheetReturn returned) {
            return new ReturnDocument(
                    returned.sheetId(),
                    returned.operatorName(),
                    returned.unitName(),
                    returned.returnedAt(),
                    returned.reason());
        }
    }

    /**
     * One signature.
     *
     * @param position which one, from 1
     * @param sha256 the hash of the draft that was signed
     * @param proof the signed record, compact JWS
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignatureDocument(
            int position, String name, String unit, Instant signedAt, String sha256, String comment, String proof) {
        static SignatureDocument of(SheetSignature signature) {
            return new SignatureDocument(
                    signature.position(),
                    signature.operatorName(),
                    signature.unitName(),
                    signature.signedAt(),
                    signature.sha256(),
                    signature.comment(),
                    signature.proof());
        }
    }

    /**
     * How a version stands.
     *
     * @param needed how many signatures its unit demands
     * @param complete whether it may be published as far as signatures go
     * @param returned who sent it back; missing where nobody did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignOffState(
            UUID sheet, int needed, boolean complete, List<SignatureDocument> signatures, ReturnDocument returned) {}

    /** What waits for the caller. */
    @GET
    @Operation(summary = "Drafts that wait for your signature")
    public List<Waiting> waiting() {
        return signatures.waitingFor(operator.id(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), LISTED);
    }

    /** How one version stands. */
    @GET
    @Path("{id}")
    @Transactional
    @Operation(summary = "The signatures on a sheet")
    public SignOffState one(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        int needed = ruling.of(screens.findById(sheet.screenId())).signatures();
        List<SignatureDocument> given =
                signatures.of(id).stream().map(SignatureDocument::of).toList();
        ReturnDocument returned =
                returns.findByIdOptional(id).map(ReturnDocument::of).orElse(null);
        return new SignOffState(id, needed, returned == null && given.size() >= needed, given, returned);
    }

    /** Sends back. */
    @POST
    @Path("returns")
    @ResponseStatus(201)
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.SCHEDULER})
    @Operation(
            summary = "Send drafts back with a reason, all or none: they can neither be signed nor published any more")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ReturnDocument[].class, responseCode = "201", responseDescription = "Sent back")
    public List<ReturnDocument> sendBack(@NotNull @Valid SendBack body) {
        List<ToSign> some = body.sheets().stream()
                .map(one -> new ToSign(one.sheet(), one.sha256()))
                .toList();
        return returns.sendBack(some, body.reason(), operator.account()).stream()
                .map(ReturnDocument::of)
                .toList();
    }

    /** Signs. */
    @POST
    @ResponseStatus(201)
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.SCHEDULER})
    @Operation(summary = "Sign drafts, all or none")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SignatureDocument[].class, responseCode = "201", responseDescription = "Signed")
    public List<SignatureDocument> sign(@NotNull @Valid SignOff body) {
        Signer signer = keys.unlock(operator.account(), body.password());
        List<ToSign> some = body.sheets().stream()
                .map(one -> new ToSign(one.sheet(), one.sha256()))
                .toList();
        return signing.sign(some, body.comment(), signer, operator.account()).stream()
                .map(SignatureDocument::of)
                .toList();
    }
}
