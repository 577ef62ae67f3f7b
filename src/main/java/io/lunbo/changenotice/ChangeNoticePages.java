package io.lunbo.changenotice;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.form.FormPrinting;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
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
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Change notices on pages and on paper. */
@Path("/change-notices")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ChangeNoticePages {
    private static final int LISTED = 200;
    private static final int LONGEST = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ChangeNotices notices;
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final FormPrinting printing;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** What a sheet's page says of its freeze; {@code frozen} is null where it is not. */
    record OfSheet(Sheet sheet, String frozen, List<ChangeNotice> notices, boolean mayRequest) {}

    /** A notice on its page; {@code mayDecide} whether the reader may, {@code remark} what they wrote of one that was refused. */
    record Sight(ChangeNotice notice, boolean mayDecide, String error, String remark) {}

    /** What was typed of a notice that could not be written; {@code open} the one that is there already, or null. */
    record Draft(Sheet sheet, Screen screen, String reason, FormErrors errors, ChangeNotice open) {}

    /** A notice as its paper shows it: times on the screen's clock. */
    record Paper(ChangeNotice notice, String requestedAt, String decidedAt, String publishedAt) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(List<ChangeNotice> notices);

        static native TemplateInstance one(Sight sight);

        static native TemplateInstance ofSheet(OfSheet view);

        static native TemplateInstance write(Draft draft);

        static native TemplateInstance paper(Paper paper);

        private Templates() {}
    }

    ChangeNoticePages(
            ChangeNotices notices,
            SheetRepository sheets,
            ScreenRepository screens,
            FormPrinting printing,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.notices = notices;
        this.sheets = sheets;
        this.screens = screens;
        this.printing = printing;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** The newest ones. */
    @GET
    public TemplateInstance list() {
        return Templates.list(notices.newest(LISTED));
    }

    /** One. */
    @GET
    @Path("{id}")
    public TemplateInstance one(UUID id) {
        return page(id, null, null);
    }

    /** What holds for one sheet, as a fragment for its page. */
    @GET
    @Path("of/{id}")
    @Transactional
    public TemplateInstance ofSheet(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(sheet.screenId());
        String frozen = notices.frozenSince(sheet, screen, clock.instant())
                .map(since -> TIME.format(since.atZone(screen.timeZone())))
                .orElse(null);
        List<ChangeNotice> written = notices.of(id);
        boolean open = written.stream().anyMatch(one -> one.state() != ChangeNotice.State.REFUSED);
        boolean mayRequest = frozen != null && !open && sheet.state() == Sheet.State.DRAFT && operator.is("SCHEDULER");
        return Templates.ofSheet(new OfSheet(sheet, frozen, written, mayRequest));
    }

    /** Writes one and shows it. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response request(@RestForm UUID sheet, @RestForm String reason) {
        Sheet changed = sheet == null ? null : sheets.findById(sheet);
        if (changed == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            String sentence = language.text("changenotice_wrong_reason");
            return again(changed, reason, new FormErrors(null, Map.of("reason", sentence)), 422);
        }
        try {
            ChangeNotice notice = notices.request(sheet, reason, operator.account());
            return Response.seeOther(URI.create("/change-notices/" + notice.id()))
                    .build();
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            return again(changed, reason, errors, problem.type().status());
        }
    }

    private Response again(Sheet sheet, String reason, FormErrors errors, int status) {
        ChangeNotice open = notices.of(sheet.id()).stream()
                .filter(one -> one.state() != ChangeNotice.State.REFUSED)
                .findFirst()
                .orElse(null);
        Screen screen = screens.findById(sheet.screenId());
        return Response.status(status)
                .entity(Templates.write(new Draft(sheet, screen, reason, errors, open)))
                .build();
    }

    /** Decides one. */
    @POST
    @Path("{id}")
    @RolesAllowed(Role.Names.REVIEWER)
    public Response decide(UUID id, @RestForm String decision, @RestForm String remark, @RestForm Integer version) {
        try {
            if (version == null || !("approve".equals(decision) || "refuse".equals(decision))) {
                throw Problem.of(ProblemType.INVALID_INPUT);
            }
            if (remark != null && remark.length() > LONGEST) {
                return refused(id, language.text("changenotice_wrong_remark"), remark, 422);
            }
            notices.decide(id, decision.equals("approve"), remark, version, operator.account());
        } catch (Problem problem) {
            return refused(
                    id, problem.sentence(language), remark, problem.type().status());
        }
        return Response.seeOther(URI.create("/change-notices/" + id)).build();
    }

    /** The paper (节目更改播出通知单) as PDF; in Chinese, whatever the reader's language is: it is a document of the house. */
    @GET
    @Path("{id}/notice.pdf")
    @Produces("application/pdf")
    public Response paper(UUID id) throws IOException {
        ChangeNotice notice = known(id);
        String xhtml = Templates.paper(new Paper(
                        notice,
                        time(notice, notice.requestedAt()),
                        time(notice, notice.decidedAt()),
                        time(notice, notice.publishedAt())))
                .render();
        return Response.ok(printing.pdf(xhtml))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"change-notice-" + id + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private Response refused(UUID id, String error, String remark, int status) {
        return Response.status(status).entity(page(id, error, remark)).build();
    }

    private TemplateInstance page(UUID id, String error, String remark) {
        ChangeNotice notice = known(id);
        boolean mayDecide = notice.state() == ChangeNotice.State.WAITING
                && operator.is("REVIEWER")
                && !notice.requestedBy().equals(operator.id());
        return Templates.one(new Sight(notice, mayDecide, error, remark));
    }

    private ChangeNotice known(UUID id) {
        return notices.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static String time(ChangeNotice notice, Instant at) {
        return at == null ? null : TIME.format(at.atZone(notice.screen().timeZone()));
    }
}
