package io.lunbo.emergency;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.takeover.AlertLevel;
import io.lunbo.takeover.IssuingLevel;
import io.lunbo.takeover.Lifting;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.takeover.TakeoverOrderRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The emergency desk: what can be ordered, what stands, and each order with its screens as they confirm. */
@Path("/emergency")
@RolesAllowed(Role.Names.PLAYOUT)
@Produces(MediaType.TEXT_HTML)
public class EmergencyPages {
    private static final int LONGEST_REASON = 1000;
    private static final int HISTORY = 20;
    private static final Map<ProblemType, String> FIELDS = Map.of(
            ProblemType.TAKEOVER_NO_SCREENS, "screens",
            ProblemType.TAKEOVER_NOT_APPROVED, "media",
            ProblemType.MEDIA_NOT_USABLE, "media",
            ProblemType.MEDIA_UNKNOWN, "media",
            ProblemType.DELIVERY_MISSING, "media",
            ProblemType.TAKEOVER_TIME_OVER, "until");

    private final EmergencyOrdering ordering;
    private final Lifting lifting;
    private final Progress.Reading reading;
    private final TakeoverOrderRepository orders;
    private final ScreenRepository screens;
    private final ScreenGroupRepository groups;
    private final InsertableMedia insertable;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /**
     * What is on the desk.
     *
     * @param tab which form is open: {@code blackout}, {@code insert} or {@code notice}
     */
    record Desk(
            String tab,
            EmergencyForm form,
            FormErrors errors,
            List<Screen> screens,
            List<ScreenGroup> groups,
            List<Media> media,
            List<Progress> open,
            List<Progress> past,
            List<TakeoverOrder> owing,
            ProblemType refusal) {
        public Target target() {
            return form.target();
        }

        public IssuingLevel[] issuingLevels() {
            return IssuingLevel.values();
        }

        public AlertLevel[] alertLevels() {
            return AlertLevel.values();
        }

        /** Whether the form was refused because of a sign: then it may go to the others first. */
        public boolean holes() {
            return refusal == ProblemType.SLOGAN_UNDISPLAYABLE;
        }

        /** How many screens need somebody. */
        public long late() {
            return open.stream().mapToLong(Progress::late).sum();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance desk(Desk desk);

        static native TemplateInstance order(Progress progress, String error);

        private Templates() {}
    }

    EmergencyPages(
            EmergencyOrdering ordering,
            Lifting lifting,
            Progress.Reading reading,
            TakeoverOrderRepository orders,
            ScreenRepository screens,
            ScreenGroupRepository groups,
            InsertableMedia insertable,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.ordering = ordering;
        this.lifting = lifting;
        this.reading = reading;
        this.orders = orders;
        this.screens = screens;
        this.groups = groups;
        this.insertable = insertable;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    @GET
    public TemplateInstance desk(@RestQuery List<String> screen, @RestQuery String tab) {
        Set<String> chosen = screen == null ? Set.of() : new TreeSet<>(screen);
        return page(tab, EmergencyForm.blank(chosen, clock.instant()), FormErrors.none());
    }

    @POST
    @Path("/blackouts")
    public Response darken(@BeanParam EmergencyForm form) {
        return answer("blackout", form, () -> {
            requireReadable(form);
            return ordering.darken(form.target(), form.isDrill(), form.why(), operator.account());
        });
    }

    @POST
    @Path("/inserts")
    public Response insert(@BeanParam EmergencyForm form) {
        return answer("insert", form, () -> {
            requireReadable(form);
            UUID media = form.mediaId().orElseThrow(() -> wrong("media"));
            return ordering.insert(form.target(), media, form.terms(), operator.account());
        });
    }

    @POST
    @Path("/notices")
    public Response announce(@BeanParam EmergencyForm form) {
        return answer("notice", form, () -> {
            requireReadable(form);
            return ordering.announce(
                    form.target(), form.notice(), form.terms(), form.othersOnly() != null, operator.account());
        });
    }

    /** An order, its screens, and how far each is; looked at again by itself. */
    @GET
    @Path("/orders/{id}")
    public TemplateInstance order(UUID id) {
        return order(known(id), null);
    }

    @POST
    @Path("/orders/{id}/lift")
    public Response lift(UUID id) {
        lifting.lift(id, operator.account());
        return to(id);
    }

    @POST
    @Path("/orders/{id}/screens/{takeover}/lift")
    public Response liftOne(UUID id, UUID takeover) {
        lifting.liftOne(takeover, operator.account());
        return to(id);
    }

    @POST
    @Path("/orders/{id}/reason")
    public Response explain(UUID id, @RestForm String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            return Response.status(422)
                    .entity(order(known(id), language.text("emergency_wrong_reason")))
                    .build();
        }
        lifting.explain(id, reason, operator.account());
        return to(id);
    }

    private Response answer(String tab, EmergencyForm form, Supplier<TakeoverOrder> deed) {
        try {
            return to(deed.get().id());
        } catch (ConstraintViolationException e) {
            FormErrors errors = FormErrors.of(e, "emergency", language);
            return Response.status(422).entity(page(tab, form, errors)).build();
        } catch (WrongField e) {
            String sentence = language.text("emergency_wrong_" + e.getMessage());
            FormErrors errors = new FormErrors(null, Map.of(e.getMessage(), sentence));
            return Response.status(422).entity(page(tab, form, errors)).build();
        } catch (Problem problem) {
            FormErrors errors = errors(problem);
            return Response.status(problem.type().status())
                    .entity(page(tab, form, errors, problem.type()))
                    .build();
        }
    }

    /** A character that a sign lacks is told beside the field that it stands in. */
    private FormErrors errors(Problem problem) {
        return problem.extensions().get("field") instanceof String field
                ? FormErrors.of(problem, Map.of(problem.type(), field), language)
                : FormErrors.of(problem, FIELDS, language);
    }

    private static void requireReadable(EmergencyForm form) {
        Map<String, String> times = new HashMap<>();
        times.put("from", form.from());
        times.put("until", form.until());
        times.forEach((field, typed) -> {
            if (form.unreadable(typed)) {
                throw wrong(field);
            }
        });
        if (form.reason() != null && form.reason().length() > LONGEST_REASON) {
            throw wrong("reason");
        }
    }

    private static WrongField wrong(String field) {
        return new WrongField(field);
    }

    private static final class WrongField extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongField(String field) {
            super(field, null, false, false);
        }
    }

    private TemplateInstance page(String tab, EmergencyForm form, FormErrors errors) {
        return page(tab, form, errors, null);
    }

    private TemplateInstance page(String tab, EmergencyForm form, FormErrors errors, ProblemType refusal) {
        Instant now = clock.instant();
        String open = Set.of("insert", "notice").contains(tab == null ? "" : tab) ? tab : "blackout";
        return Templates.desk(new Desk(
                open,
                form,
                errors,
                screens.inUse(),
                groups.inOrder(),
                open.equals("insert") ? insertable.today() : List.of(),
                reading.of(orders.open(now), now),
                reading.of(orders.over(now, HISTORY), now),
                orders.owing(HISTORY),
                refusal));
    }

    private TemplateInstance order(TakeoverOrder order, String error) {
        Instant now = clock.instant();
        return Templates.order(reading.of(order, now), error);
    }

    private TakeoverOrder known(UUID id) {
        return orders.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static Response to(UUID orderId) {
        return Response.seeOther(URI.create("/emergency/orders/" + orderId)).build();
    }
}
