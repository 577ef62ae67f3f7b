package io.lunbo.outsmart;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.outsmart.OutsmartOrder.OrderFacts;
import io.lunbo.outsmart.PlayoutFile.Wanted;
import io.lunbo.screen.ScreenRepository;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The numbers of the British trade, and its file. */
@Path("/outsmart")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.TEXT_HTML)
public class OutsmartPages {
    private final OutsmartRegister register;
    private final PlayoutFile file;
    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    /** What is typed of a campaign. */
    public record OrderForm(
            @RestForm String orderId,
            @RestForm String buyerId,
            @RestForm String agencyId,
            @RestForm String brandId,
            @RestForm String buyerRef,
            @RestForm String version) {
        static OrderForm of(OutsmartOrder order) {
            OrderFacts facts = order.facts();
            return new OrderForm(
                    facts.orderId(),
                    facts.buyerId().toString(),
                    facts.agencyId() == null ? "" : facts.agencyId().toString(),
                    facts.brandId().toString(),
                    facts.buyerRef(),
                    Integer.toString(order.version()));
        }

        OrderFacts facts() {
            return new OrderFacts(orderId, number(buyerId), number(agencyId), number(brandId), buyerRef);
        }

        Integer seen() {
            return version == null || version.isBlank() ? null : number(version);
        }
    }

    /** A screen with what is typed of it. */
    public record Frame(String code, String name, String frameId) {}

    /** The page; the campaign is null where none is chosen. */
    public record Sight(
            List<Campaign> campaigns,
            Campaign campaign,
            OrderForm form,
            List<Frame> frames,
            FormErrors errors,
            boolean writable) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance desk(Sight sight);

        private Templates() {}
    }

    OutsmartPages(
            OutsmartRegister register,
            PlayoutFile file,
            CampaignRepository campaigns,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language) {
        this.register = register;
        this.file = file;
        this.campaigns = campaigns;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /** The page. */
    @GET
    public TemplateInstance desk(@RestQuery String campaign) {
        Campaign chosen = campaign == null || campaign.isBlank() ? null : known(campaign);
        return page(chosen, chosen == null ? null : saved(chosen), FormErrors.none(), null);
    }

    /** Says what the trade knows a campaign by. */
    @POST
    @Path("campaigns/{code}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response setOrder(String code, @BeanParam OrderForm form) {
        Campaign campaign = known(code);
        try {
            register.setOrder(campaign, form.facts(), form.seen(), operator.account());
            return back(code);
        } catch (ConstraintViolationException e) {
            return again(campaign, form, FormErrors.of(e, "outsmart", language), 422);
        } catch (Problem problem) {
            return again(
                    campaign,
                    form,
                    FormErrors.of(problem, Map.of(), language),
                    problem.type().status());
        }
    }

    /** Says one screen's number. */
    @POST
    @Path("frames/{screen}")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response setFrame(String screen, @RestForm String frameId) {
        try {
            boolean none = frameId == null || frameId.isBlank();
            register.setFrame(
                    screen, none ? null : Optional.ofNullable(number(frameId)).orElse(0), operator.account());
            return Response.seeOther(URI.create("/outsmart")).build();
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            Frame typed = new Frame(screen, "", frameId);
            return answer(page(null, null, errors, typed), problem.type().status());
        }
    }

    /** The file; what is missing is said on the page. */
    @GET
    @Path("campaigns/{code}/playout.csv")
    @Produces({"text/csv", MediaType.TEXT_HTML})
    public Response playout(String code, @RestQuery String from, @RestQuery String until) {
        Campaign campaign = known(code);
        try {
            return OutsmartResource.download(
                    file,
                    new Wanted(
                            campaign,
                            OutsmartResource.date("from", from, campaign.from()),
                            OutsmartResource.date("until", until, campaign.until())));
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            return again(campaign, saved(campaign), errors, problem.type().status());
        }
    }

    private static Response back(String code) {
        return Response.seeOther(URI.create("/outsmart?campaign=" + code)).build();
    }

    private Response again(Campaign campaign, OrderForm form, FormErrors errors, int status) {
        return answer(page(campaign, form, errors, null), status);
    }

    private static Response answer(TemplateInstance page, int status) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    private OrderForm saved(Campaign campaign) {
        return register.order(campaign.id())
                .map(OrderForm::of)
                .orElse(new OrderForm(campaign.code(), "", "", "", "", ""));
    }

    /** What was typed of one screen, and refused, stays in its place; null where nothing was. */
    private TemplateInstance page(Campaign campaign, OrderForm form, FormErrors errors, Frame typed) {
        Map<UUID, Integer> known = register.frames();
        List<Frame> frames = screens.inUse().stream()
                .map(screen -> {
                    boolean retyped = typed != null && typed.code().equals(screen.code());
                    Integer saved = known.get(screen.id());
                    String number = saved == null ? "" : saved.toString();
                    return new Frame(screen.code(), screen.name(), retyped ? typed.frameId() : number);
                })
                .toList();
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.desk(new Sight(campaigns.all(), campaign, form, frames, errors, writable));
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** Null where it is no number of four bytes. */
    private static Integer number(String typed) {
        boolean fits = typed != null && typed.strip().matches("\\d{1,10}");
        long value = fits ? Long.parseLong(typed.strip()) : Long.MAX_VALUE;
        return value <= Integer.MAX_VALUE ? Integer.valueOf((int) value) : null;
    }
}
