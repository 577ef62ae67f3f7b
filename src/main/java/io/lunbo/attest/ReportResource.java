package io.lunbo.attest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.attest.ReportIssuing.Wanted;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reports for programs. */
@Path("/api/v1/reports")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public class ReportResource {
    private static final int LISTED = 500;

    private final ReportRepository reports;
    private final ReportIssuing issuing;
    private final CurrentOperator operator;

    /**
     * What a report shall be about; campaign, screen or unit must be there.
     *
     * @param campaign a campaign's code
     * @param screen a screen's code
     * @param unit a unit's code: its screens only
     * @param from the first day; missing: the campaign's
     * @param until the last day, inclusive; missing: the campaign's
     */
    public record NewReport(
            @Size(max = 64) String campaign,
            @Size(max = 64) String screen,
            @Size(max = 64) String unit,
            LocalDate from,
            LocalDate until) {}

    /**
     * A report as it was issued.
     *
     * @param code what the paper says, to check it at {@code /verify/reports}
     * @param sha256 of the figures as canonical JSON: keys sorted, no insignificant space
     * @param proof compact JWS over code, title, days, hash, time and person; the key is in {@code /.well-known/lunbo-reports.json}
     * @param figures what it says; missing in lists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportDocument(
            UUID id,
            String code,
            String title,
            LocalDate from,
            LocalDate until,
            String sha256,
            String proof,
            String issuedBy,
            Instant issuedAt,
            @JsonRawValue @Schema(type = SchemaType.OBJECT) String figures) {
        static ReportDocument of(IssuedReport report, boolean whole) {
            return new ReportDocument(
                    report.id(),
                    report.verifyCode(),
                    report.title(),
                    report.from(),
                    report.until(),
                    report.sha256(),
                    report.proof(),
                    report.issuedByName(),
                    report.issuedAt(),
                    whole ? report.figuresJson() : null);
        }
    }

    ReportResource(ReportRepository reports, ReportIssuing issuing, CurrentOperator operator) {
        this.reports = reports;
        this.issuing = issuing;
        this.operator = operator;
    }

    /** The newest. */
    @GET
    @Operation(summary = "The newest reports")
    public List<ReportDocument> list() {
        return reports.newest(LISTED).stream()
                .map(report -> ReportDocument.of(report, false))
                .toList();
    }

    /** One with its figures. */
    @GET
    @Path("{id}")
    @Operation(summary = "One report with its figures as they were issued")
    public ReportDocument one(UUID id) {
        return ReportDocument.of(
                reports.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)), true);
    }

    /** Issues one. */
    @POST
    @Operation(summary = "Issue a report: the figures of this moment, kept and signed")
    @APIResponseSchema(value = ReportDocument.class, responseCode = "201", responseDescription = "Issued")
    public RestResponse<ReportDocument> issue(@NotNull @Valid NewReport body) {
        IssuedReport report = issuing.issue(
                new Wanted(body.campaign(), body.screen(), body.unit(), body.from(), body.until()), operator.account());
        return RestResponse.ResponseBuilder.<ReportDocument>created(URI.create("/api/v1/reports/" + report.id()))
                .entity(ReportDocument.of(report, true))
                .build();
    }
}
