package io.lunbo.spotimport;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;

/** Bookings of a campaign from a spreadsheet, over REST. */
@Path("/api/v1/campaigns/{code}/spot-imports")
@RolesAllowed(Role.Names.SCHEDULER)
public class ImportResource {
    private final CampaignRepository campaigns;
    private final SpotImport spotImport;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * What became of a line, or would.
     *
     * @param row as the spreadsheet counts it, from 1
     * @param verdict GOOD, NOTED, REFUSED or UNJUDGED
     * @param column the column whose cell is wrong; absent where none is
     * @param detail what is wrong with it
     * @param notes what should be known of a line that can be booked
     * @param spot the booking; absent where nothing was booked
     */
    @Schema(name = "ImportedLine")
    public record ImportedLine(int row, String verdict, String column, String detail, List<String> notes, UUID spot) {}

    /**
     * What became of a file.
     *
     * @param leftOut headings that are not known: their columns were not taken
     */
    @Schema(name = "SpotImportAnswer")
    public record Imported(boolean dryRun, List<ImportedLine> lines, List<String> leftOut) {}

    ImportResource(CampaignRepository campaigns, SpotImport spotImport, CurrentOperator operator, Language language) {
        this.campaigns = campaigns;
        this.spotImport = spotImport;
        this.operator = operator;
        this.language = language;
    }

    /** Judges the lines, and books them unless that was not asked. */
    @POST
    @Consumes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    @Operation(
            summary = "Book a spreadsheet's lines",
            description =
                    "With `dryRun=true` nothing is kept. Else all lines are booked in one act, or none where one of them is"
                            + " refused; with `skipRefused=true` the others are booked all the same.")
    public Imported bring(String code, @RestQuery boolean dryRun, @RestQuery boolean skipRefused, InputStream body)
            throws IOException {
        if (campaigns.byCode(code).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        SpotTable table = SpotTable.read(body == null ? new byte[0] : body.readNBytes(SpotTable.LARGEST + 1));
        String mark = spotImport.mark(code);
        List<LineVerdict> verdicts = spotImport.judge(code, table, operator.account());
        List<LineVerdict> good = verdicts.stream().filter(LineVerdict::bookable).toList();
        if (dryRun) {
            return new Imported(true, lines(verdicts, List.of(), List.of()), table.leftOut());
        }
        if (good.isEmpty() || good.size() < verdicts.size() && !skipRefused) {
            throw Problem.of(ProblemType.IMPORT_LINES_REFUSED, verdicts.size() - good.size(), verdicts.size())
                    .with("lines", lines(verdicts, List.of(), List.of()));
        }
        SpotTable picked = table.only(good.stream().map(one -> one.line().row()).toList());
        List<Spot> booked = spotImport.book(code, picked, mark, operator.account());
        return new Imported(false, lines(verdicts, good, booked), table.leftOut());
    }

    private List<ImportedLine> lines(List<LineVerdict> verdicts, List<LineVerdict> good, List<Spot> booked) {
        List<ImportedLine> lines = new ArrayList<>();
        for (LineVerdict one : verdicts) {
            int at = good.indexOf(one);
            lines.add(new ImportedLine(
                    one.line().row(),
                    one.kind().name(),
                    one.column() == null ? null : one.column().name(),
                    one.why(),
                    one.notes().stream().map(language::text).toList(),
                    at < 0 ? null : booked.get(at).id()));
        }
        return lines;
    }
}
