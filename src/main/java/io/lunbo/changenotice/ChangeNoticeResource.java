package io.lunbo.changenotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** Change notices as JSON. */
@Path("/api/v1/change-notices")
@Authenticated
@Tag(name = "change notices")
public class ChangeNoticeResource {
    private static final int LISTED = 500;

    private final ChangeNotices notices;
    private final CurrentOperator operator;

    ChangeNoticeResource(ChangeNotices notices, CurrentOperator operator) {
        this.notices = notices;
        this.operator = operator;
    }

    /**
     * A notice as a client writes it.
     *
     * @param sheet the draft's id
     * @param reason why the day is changed
     */
    public record NewNotice(
            @NotNull UUID sheet, @NotBlank @Size(max = 500) String reason) {}

    /** A decision. */
    public record Decision(
            @NotNull Boolean approve, @Size(max = 500) String remark) {}

    /**
     * A notice as it is.
     *
     * @param replaces the version that was published when it was written
     * @param sha256 the hash of the draft that it is about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoticeDocument(
            UUID id,
            ChangeNotice.State state,
            String screen,
            LocalDate date,
            UUID sheet,
            UUID replaces,
            String sha256,
            int moved,
            int added,
            int removed,
            String reason,
            String requestedBy,
            Instant requestedAt,
            String decidedBy,
            Instant decidedAt,
            String remark,
            Instant publishedAt) {
        static NoticeDocument of(ChangeNotice notice) {
            return new NoticeDocument(
                    notice.id(),
                    notice.state(),
                    notice.screen().code(),
                    notice.date(),
                    notice.sheetId(),
                    notice.publishedId(),
                    notice.sha256(),
                    notice.moved(),
                    notice.added(),
                    notice.removed(),
                    notice.reason(),
                    notice.requestedByName(),
                    notice.requestedAt(),
                    notice.decidedByName(),
                    notice.decidedAt(),
                    notice.remark(),
                    notice.publishedAt());
        }
    }

    /** The newest ones. */
    @GET
    @Operation(summary = "The newest change notices")
    public List<NoticeDocument> list() {
        return notices.newest(LISTED).stream().map(NoticeDocument::of).toList();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One change notice")
    public RestResponse<NoticeDocument> one(UUID id) {
        return answer(known(id));
    }

    /** Writes one. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Say why a frozen day is changed")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = NoticeDocument.class, responseCode = "201", responseDescription = "Written")
    public RestResponse<NoticeDocument> request(@NotNull @Valid NewNotice body) {
        ChangeNotice notice = notices.request(body.sheet(), body.reason(), operator.account());
        return RestResponse.ResponseBuilder.<NoticeDocument>created(URI.create("/api/v1/change-notices/" + notice.id()))
                .entity(NoticeDocument.of(notice))
                .tag(VersionTag.of(notice.version()))
                .build();
    }

    /** Decides one; a stale tag is answered with both versions. */
    @PUT
    @Path("{id}/decision")
    @RolesAllowed(Role.Names.REVIEWER)
    @Operation(summary = "Approve or refuse a change notice of somebody else")
    public RestResponse<NoticeDocument> decide(
            UUID id, @NotNull @Valid Decision body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        try {
            return answer(notices.decide(id, body.approve(), body.remark(), seen, operator.account()));
        } catch (Problem problem) {
            throw problem.type() != ProblemType.CONFLICT
                    ? problem
                    : Problem.of(ProblemType.PRECONDITION_FAILED)
                            .with("yours", body)
                            .with("current", NoticeDocument.of(known(id)));
        }
    }

    private ChangeNotice known(UUID id) {
        return notices.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static RestResponse<NoticeDocument> answer(ChangeNotice notice) {
        return RestResponse.ResponseBuilder.ok(NoticeDocument.of(notice))
                .tag(VersionTag.of(notice.version()))
                .build();
    }
}
