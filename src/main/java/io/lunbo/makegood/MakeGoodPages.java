package io.lunbo.makegood;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.makegood.MakeGoods.Missed;
import io.lunbo.makegood.MakeGoods.Wanted;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Accepts make-goods, and lists what became of them. */
@Path("/make-goods")
@RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.TEXT_HTML)
public class MakeGoodPages {
    private static final int LISTED = 100;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final MakeGoods makeGoods;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person sends; {@code at} by the clock of the screen. */
    public record GoodForm(
            @RestForm String screen,
            @RestForm String due,
            @RestForm String spot,
            @RestForm String at) {}

    /** One with local times; {@code outcome} is null while it is on no sheet. */
    public record Row(MakeGood made, Screen screen, String due, String booked, Verdict outcome) {}

    /** The form of one missed play. */
    public record Offer(Missed missed, String due, String at, String error) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(List<Row> rows);

        static native TemplateInstance offer(Offer offer);

        private Templates() {}
    }

    MakeGoodPages(MakeGoods makeGoods, ScreenRepository screens, CurrentOperator operator, Language language) {
        this.makeGoods = makeGoods;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /** The newest ones. */
    @GET
    public TemplateInstance list() {
        return Templates.list(makeGoods.newest(LISTED).stream().map(this::row).toList());
    }

    /** The form: the same time of the next day is proposed. */
    @GET
    @Path("new")
    public TemplateInstance offer(@RestQuery String screen, @RestQuery String due, @RestQuery String spot) {
        Missed missed = missed(screen, due, spot);
        String at =
                TYPED.format(missed.dueAt().atZone(missed.screen().timeZone()).plusDays(1));
        return Templates.offer(new Offer(missed, local(missed.dueAt(), missed.screen()), at, null));
    }

    /** Books it. */
    @POST
    public Response accept(@BeanParam GoodForm form) {
        Missed missed = missed(form.screen(), form.due(), form.spot());
        try {
            Instant at = LocalDateTime.parse(form.at() == null ? "" : form.at().strip())
                    .atZone(missed.screen().timeZone())
                    .toInstant();
            makeGoods.accept(
                    new Wanted(form.screen(), missed.dueAt(), missed.spot().id(), at), operator.account());
            return Response.seeOther(URI.create("/make-goods")).build();
        } catch (DateTimeException e) {
            return again(missed, form, Problem.of(ProblemType.MAKE_GOOD_TIME_WRONG));
        } catch (Problem problem) {
            return again(missed, form, problem);
        }
    }

    private Response again(Missed missed, GoodForm form, Problem problem) {
        Offer offer = new Offer(missed, local(missed.dueAt(), missed.screen()), form.at(), problem.sentence(language));
        return Response.status(problem.type().status())
                .entity(Templates.offer(offer))
                .build();
    }

    private Missed missed(String screen, String due, String spot) {
        try {
            return makeGoods.missed(
                    screen, Instant.parse(due == null ? "" : due), UUID.fromString(spot == null ? "" : spot));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("due", due);
        }
    }

    private Row row(MakeGood made) {
        Screen screen = screens.findById(made.screenId());
        return new Row(
                made,
                screen,
                local(made.dueAt(), screen),
                local(made.bookedAt(), screen),
                makeGoods.outcome(made, screen).orElse(null));
    }

    private static String local(Instant at, Screen screen) {
        return LOCAL.format(at.atZone(screen.timeZone()));
    }
}
