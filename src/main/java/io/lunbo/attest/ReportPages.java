package io.lunbo.attest;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.attest.Figures.Pictured;
import io.lunbo.attest.ReportIssuing.Wanted;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.csv.CsvFile;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Reports for people: issued, read, printed. */
@Path("/reports")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ReportPages {
    private static final int LISTED = 200;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ReportRepository reports;
    private final ReportIssuing issuing;
    private final ReportPrinting printing;
    private final ReportPhotos photos;
    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final UnitRepository units;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person chooses. */
    public record ReportForm(
            @RestForm String campaign,
            @RestForm String screen,
            @RestForm String unit,
            @RestForm String from,
            @RestForm String until) {
        Wanted wanted() {
            return new Wanted(campaign, screen, unit, date(from), date(until));
        }

        private static LocalDate date(String text) {
            try {
                return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            } catch (DateTimeException e) {
                throw Problem.of(ProblemType.REPORT_UNCLEAR);
            }
        }
    }

    /** The list and the form. */
    public record Sight(
            List<IssuedReport> reports,
            List<Campaign> campaigns,
            List<Screen> screens,
            List<Unit> units,
            ReportForm form,
            FormErrors errors,
            boolean writable) {}

    /** A report and what it says; {@code gone} are photos that may not be shown any more. */
    public record Paper(IssuedReport report, Figures figures, Set<UUID> gone) {
        /** The photos that are shown, in the order of their screens. */
        public List<Pictured> photos() {
            return figures.photos() == null
                    ? List.of()
                    : figures.photos().stream().filter(Pictured::printed).toList();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Sight sight);

        static native TemplateInstance report(Paper paper);

        static native TemplateInstance paper(ReportPrinting.Print paper);

        private Templates() {}
    }

    ReportPages(
            ReportRepository reports,
            ReportIssuing issuing,
            ReportPrinting printing,
            ReportPhotos photos,
            CampaignRepository campaigns,
            ScreenRepository screens,
            UnitRepository units,
            CurrentOperator operator,
            Language language) {
        this.reports = reports;
        this.issuing = issuing;
        this.printing = printing;
        this.photos = photos;
        this.campaigns = campaigns;
        this.screens = screens;
        this.units = units;
        this.operator = operator;
        this.language = language;
    }

    /** The newest ones, and the form for another. */
    @GET
    public TemplateInstance list() {
        return page(new ReportForm(null, null, null, null, null), FormErrors.none());
    }

    /** Issues one. */
    @POST
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response issue(@BeanParam ReportForm form) {
        try {
            IssuedReport report = issuing.issue(form.wanted(), operator.account());
            return Response.seeOther(URI.create("/reports/" + report.id())).build();
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(ProblemType.DATES_REVERSED, "until"), language);
            return Response.status(problem.type().status())
                    .entity(page(form, errors))
                    .build();
        }
    }

    /** One, as it was issued. */
    @GET
    @Path("{id}")
    public TemplateInstance report(UUID id) {
        IssuedReport report = known(id);
        Figures figures = report.figures();
        return Templates.report(new Paper(report, figures, photos.gone(figures)));
    }

    /** The paper; in Chinese, whatever the reader's language is: it is a document of the house. */
    @GET
    @Path("{id}/report.pdf")
    @Produces("application/pdf")
    public Response pdf(UUID id, UriInfo uri) throws IOException {
        IssuedReport report = known(id);
        return answer(printing.pdf(report, uri.getBaseUri().resolve("/verify/reports")), "inline", report, "pdf");
    }

    /** The spreadsheet. */
    @GET
    @Path("{id}/report.xlsx")
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    public Response xlsx(UUID id) throws IOException {
        IssuedReport report = known(id);
        return answer(printing.xlsx(report, language.locale()), "attachment", report, "xlsx");
    }

    /** The table. */
    @GET
    @Path("{id}/report.csv")
    @Produces(CsvFile.MEDIA_TYPE)
    public Response csv(UUID id) throws IOException {
        IssuedReport report = known(id);
        return answer(printing.csv(report, language.locale()), "attachment", report, "csv");
    }

    /** The figures, byte for byte what the hash is of. */
    @GET
    @Path("{id}/report.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response json(UUID id) {
        IssuedReport report = known(id);
        return answer(report.figuresJson().getBytes(StandardCharsets.UTF_8), "attachment", report, "json");
    }

    /** A photo that the report names, small; 410 where it may not be shown any more. */
    @GET
    @Path("{id}/photos/{photo}.jpg")
    @Produces("image/jpeg")
    public Response photo(UUID id, UUID photo) throws IOException {
        Figures figures = known(id).figures();
        Pictured named = (figures.photos() == null ? List.<Pictured>of() : figures.photos())
                .stream()
                        .filter(one -> one.id().equals(photo))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        byte[] jpeg = photos.small(named).orElseThrow(() -> Problem.of(ProblemType.PHOTO_REMOVED));
        return Response.ok(jpeg)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    static String local(String instant, Figures figures) {
        return LOCAL.format(Instant.parse(instant).atZone(ZoneId.of(figures.timeZone())));
    }

    private static Response answer(byte[] bytes, String disposition, IssuedReport report, String ending) {
        String name = "report-" + report.verifyCode() + "." + ending;
        return Response.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private IssuedReport known(UUID id) {
        return reports.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private TemplateInstance page(ReportForm form, FormErrors errors) {
        boolean writable = List.of(Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR).stream()
                .anyMatch(operator::is);
        return Templates.list(new Sight(
                reports.newest(LISTED), campaigns.all(), screens.inUse(), units.all(), form, errors, writable));
    }
}
