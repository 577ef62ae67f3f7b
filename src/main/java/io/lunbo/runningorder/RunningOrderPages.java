package io.lunbo.runningorder;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.form.FormPrinting;
import io.lunbo.rendition.Deliveries;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.signoff.SheetSignatureRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;

/** A sheet to print, to count with and to give to another player. */
@Path("/running-orders/{id}")
@Authenticated
public class RunningOrderPages {
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final Deliveries deliveries;
    private final SheetSignatureRepository signatures;
    private final FormPrinting printing;
    private final Language language;

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance paper(RunningOrder order);

        private Templates() {}
    }

    RunningOrderPages(
            SheetRepository sheets,
            ScreenRepository screens,
            Deliveries deliveries,
            SheetSignatureRepository signatures,
            FormPrinting printing,
            Language language) {
        this.sheets = sheets;
        this.screens = screens;
        this.deliveries = deliveries;
        this.signatures = signatures;
        this.printing = printing;
        this.language = language;
    }

    /** The running order (串联单) as PDF; in Chinese, whatever the reader's language is: it is a document of the house. */
    @GET
    @Path("sheet.pdf")
    @Produces("application/pdf")
    @Transactional
    public Response pdf(UUID id) throws IOException {
        RunningOrder order = order(id);
        return answer(printing.pdf(Templates.paper(order).render()), "inline", order, ".pdf");
    }

    /** The same as a spreadsheet. */
    @GET
    @Path("sheet.xlsx")
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    @Transactional
    public Response xlsx(UUID id) throws IOException {
        RunningOrder order = order(id);
        return answer(TableWriting.xlsx(order, language), "attachment", order, ".xlsx");
    }

    /** The same as A-SMIL. */
    @GET
    @Path("sheet.smil")
    @Produces("application/smil")
    @Transactional
    public Response smil(UUID id) {
        RunningOrder order = order(id);
        return answer(SmilWriting.smil(order), "attachment", order, ".smil");
    }

    private RunningOrder order(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return RunningOrder.of(
                sheet,
                screens.findById(sheet.screenId()),
                deliveries.behind(SheetContent.read(sheet.gzipBody()).media()),
                signatures.of(id));
    }

    private static Response answer(byte[] bytes, String disposition, RunningOrder order, String ending) {
        return Response.ok(bytes)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition + "; filename=\"" + order.fileName() + ending + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
