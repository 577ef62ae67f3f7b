package io.lunbo.spotimport;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.spotimport.ImportLimit.TakesTable;
import io.lunbo.spotimport.LineVerdict.Kind;
import io.lunbo.spotimport.SpotTable.Line;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Bookings of a campaign from a spreadsheet: a template, a verdict on each line, and the booking of what was confirmed. */
@Path("/campaigns/{code}/import")
@RolesAllowed(Role.Names.SCHEDULER)
@Produces(MediaType.TEXT_HTML)
public class ImportPages {
    private final CampaignRepository campaigns;
    private final SpotImport spotImport;
    private final SpotLines spotLines;
    private final CurrentOperator operator;
    private final Language language;

    /** A cell; {@code why}: what is wrong with it, null where nothing is. */
    record Cell(String heading, String text, String why) {}

    /** A line in words. */
    record Row(LineVerdict verdict, List<Cell> cells, List<String> notes) {
        /** The row's number, without separators of thousands. */
        public String number() {
            return Integer.toString(verdict.line().row());
        }
    }

    /** The table as it was judged. */
    record Judged(List<String> headings, List<Row> rows, List<String> leftOut, String carried, String mark) {
        /** How many lines have that verdict. */
        public long count(String kind) {
            return rows.stream()
                    .filter(row -> row.verdict().kind() == Kind.valueOf(kind))
                    .count();
        }

        public boolean any() {
            return rows.stream().anyMatch(row -> row.verdict().bookable());
        }
    }

    /** The page; {@code error}: what refuses the whole file, {@code judged}: null before there is one. */
    record Sight(Campaign campaign, Judged judged, String error) {
        public int most() {
            return SpotTable.MOST;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance lines(Sight sight);

        private Templates() {}
    }

    ImportPages(
            CampaignRepository campaigns,
            SpotImport spotImport,
            SpotLines spotLines,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.spotImport = spotImport;
        this.spotLines = spotLines;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance box(String code) {
        return Templates.lines(new Sight(known(code), null, null));
    }

    /** A spreadsheet to fill in, with headings in the reader's language. */
    @GET
    @Path("template.xlsx")
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    @Transactional
    public Response template(String code) throws IOException {
        Campaign campaign = known(code);
        return Response.ok(ImportTemplate.xlsx(spotLines.known(campaign), language))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + campaign.code() + ".xlsx\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    /** Judges a file; books nothing. */
    @POST
    @Path("check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @TakesTable
    public Response check(String code, @RestForm("file") FileUpload file) throws IOException {
        Campaign campaign = known(code);
        try {
            if (file == null || file.fileName() == null || file.fileName().isEmpty()) {
                throw Problem.of(ProblemType.IMPORT_UNREADABLE);
            }
            SpotTable table = SpotTable.read(Files.readAllBytes(file.uploadedFile()));
            return answer(campaign, judged(code, table), null, 200);
        } catch (Problem problem) {
            return answer(campaign, null, problem.sentence(language), 422);
        } finally {
            if (file != null) {
                Files.deleteIfExists(file.uploadedFile());
            }
        }
    }

    /** Books the lines that were picked, all or none; where one of them cannot be booked any more, they are judged again. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @TakesTable
    public Response book(String code, @RestForm String table, @RestForm String mark, @RestForm List<String> pick) {
        Campaign campaign = known(code);
        SpotTable carried = null;
        try {
            carried = SpotTable.ofCarried(table);
            List<Integer> rows = (pick == null ? List.<String>of() : pick)
                    .stream()
                            .filter(number -> number.matches("\\d{1,7}"))
                            .map(Integer::valueOf)
                            .toList();
            SpotTable picked = carried.only(rows);
            if (picked.lines().isEmpty()) {
                throw Problem.of(ProblemType.IMPORT_NOTHING);
            }
            spotImport.book(code, picked, String.valueOf(mark), operator.account());
            return Response.seeOther(URI.create("/campaigns/" + code)).build();
        } catch (ConstraintViolationException e) {
            return again(campaign, carried, language.text("spotimport_judged_again"));
        } catch (Problem problem) {
            return again(campaign, carried, problem.sentence(language));
        }
    }

    private Response again(Campaign campaign, SpotTable table, String error) {
        return answer(campaign, table == null ? null : judged(campaign.code(), table), error, 422);
    }

    private static Response answer(Campaign campaign, Judged judged, String error, int status) {
        return Response.status(status)
                .entity(Templates.lines(new Sight(campaign, judged, error)))
                .build();
    }

    private Judged judged(String code, SpotTable table) {
        String mark = spotImport.mark(code);
        List<LineVerdict> verdicts = spotImport.judge(code, table, operator.account());
        Set<Column> used = verdicts.stream()
                .flatMap(verdict -> verdict.line().cells().keySet().stream())
                .collect(Collectors.toSet());
        verdicts.stream().map(LineVerdict::column).filter(one -> one != null).forEach(used::add);
        List<Column> columns =
                Arrays.stream(Column.values()).filter(used::contains).toList();
        return new Judged(
                columns.stream().map(column -> language.text(column.key())).toList(),
                verdicts.stream().map(verdict -> row(verdict, columns)).toList(),
                table.leftOut(),
                table.carried(),
                mark);
    }

    private Row row(LineVerdict verdict, List<Column> columns) {
        Line line = verdict.line();
        return new Row(
                verdict,
                columns.stream()
                        .map(column -> new Cell(
                                language.text(column.key()),
                                line.at(column),
                                column == verdict.column() ? verdict.why() : null))
                        .toList(),
                verdict.notes().stream().map(language::text).toList());
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
