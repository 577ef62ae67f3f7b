package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.signoff.SheetReturns.Returned;
import io.lunbo.signoff.SheetSignatureRepository.Waiting;
import io.lunbo.signoff.SheetSigning.ToSign;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** The drafts that wait for a person's signature, and the signatures on one sheet. */
@Path("/sign-offs")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class SignOffPages {
    private static final int LISTED = 200;

    private final SheetSigning signing;
    private final SheetReturns returns;
    private final SheetSignatureRepository signatures;
    private final SheetRuling ruling;
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final ReviewerKeys keys;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** The inbox; {@code chosen} and {@code comment} are what was typed, {@code error} why it was refused. */
    record Inbox(
            List<Waiting> waiting,
            List<Returned> returned,
            Set<String> chosen,
            String comment,
            boolean byService,
            String error) {
        public boolean has(Waiting one) {
            return chosen.isEmpty() || chosen.contains(one.sheet() + " " + one.sha256());
        }
    }

    /** The signatures on a version; {@code mayNot} says why the reader cannot sign, null where they can. */
    record Signed(Sheet sheet, int needed, List<SheetSignature> signatures, SheetReturn returned, String mayNot) {
        public boolean draft() {
            return sheet.state() == Sheet.State.DRAFT;
        }
    }

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance inbox(Inbox inbox);

        static native TemplateInstance signed(Signed signed);

        private Templates() {}
    }

    SignOffPages(
            SheetSigning signing,
            SheetReturns returns,
            SheetSignatureRepository signatures,
            SheetRuling ruling,
            SheetRepository sheets,
            ScreenRepository screens,
            ReviewerKeys keys,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.signing = signing;
        this.returns = returns;
        this.signatures = signatures;
        this.ruling = ruling;
        this.sheets = sheets;
        this.screens = screens;
        this.keys = keys;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** What waits for the reader. */
    @GET
    public TemplateInstance inbox() {
        return page(Set.of(), "", null);
    }

    /** The signatures on one sheet, as a fragment for its page. */
    @GET
    @Path("of/{id}")
    @Transactional
    public TemplateInstance signed(UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(sheet.screenId());
        List<SheetSignature> given = signatures.of(id);
        Instant now = clock.instant();
        String mayNot = signing.whyNot(sheet, screen, given, operator.account(), now)
                .map(why ->
                        Problem.of(why, sheet.date().toString(), screen.name()).sentence(language))
                .orElse(null);
        return Templates.signed(new Signed(sheet, ruling.of(screen).signatures(), given, returns.findById(id), mayNot));
    }

    /** Signs the chosen drafts, all or none; each is named by its id and the hash that was seen. */
    @POST
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.SCHEDULER})
    public Response sign(@RestForm List<String> draft, @RestForm String comment, @RestForm String password) {
        List<String> chosen = draft == null ? List.of() : draft;
        String said = comment == null || comment.isBlank() ? null : comment.strip();
        try {
            List<ToSign> some = read(chosen);
            if (some.isEmpty() || (said != null && said.length() > 500)) {
                return refused(chosen, comment, language.text("signoff_choose"));
            }
            signing.sign(some, said, keys.unlock(operator.account(), password), operator.account());
            return Response.seeOther(URI.create("/sign-offs")).build();
        } catch (Problem problem) {
            return refused(chosen, comment, problem.sentence(language));
        }
    }

    /** Sends the chosen drafts back, all or none, and says why. */
    @POST
    @Path("returns")
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.SCHEDULER})
    public Response sendBack(@RestForm List<String> draft, @RestForm String comment) {
        List<String> chosen = draft == null ? List.of() : draft;
        try {
            List<ToSign> some = read(chosen);
            if (some.isEmpty()) {
                return refused(chosen, comment, language.text("signoff_choose"));
            }
            returns.sendBack(some, comment, operator.account());
            return Response.seeOther(URI.create("/sign-offs")).build();
        } catch (Problem problem) {
            return refused(chosen, comment, problem.sentence(language));
        }
    }

    private static List<ToSign> read(List<String> chosen) {
        List<ToSign> some = new ArrayList<>();
        for (String one : chosen) {
            String[] parts = one.split(" ");
            if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F-]{36}")) {
                throw Problem.of(ProblemType.INVALID_INPUT);
            }
            some.add(new ToSign(UUID.fromString(parts[0]), parts[1]));
        }
        return some;
    }

    private Response refused(List<String> chosen, String comment, String error) {
        return Response.status(422)
                .entity(page(Set.copyOf(chosen), comment == null ? "" : comment, error))
                .build();
    }

    private TemplateInstance page(Set<String> chosen, String comment, String error) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.inbox(new Inbox(
                signatures.waitingFor(operator.id(), today, LISTED),
                returns.open(today, LISTED),
                chosen,
                comment,
                keys.serviceSignsFor(operator.account()),
                error));
    }
}
