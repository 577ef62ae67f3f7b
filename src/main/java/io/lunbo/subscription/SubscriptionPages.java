package io.lunbo.subscription;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Reports by mail: who gets which, and the form for another. */
@Path("/report-subscriptions")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.TEXT_HTML)
public class SubscriptionPages {
    private final Subscriptions subscriptions;
    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final SubscriptionConfig config;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person types. */
    public record SubscriptionForm(
            @RestForm String campaign,
            @RestForm String screen,
            @RestForm String rhythm,
            @RestForm String recipients) {
        Subscriptions.Wanted wanted() {
            Rhythm known = Arrays.stream(Rhythm.values())
                    .filter(one -> one.name().equals(rhythm))
                    .findFirst()
                    .orElse(null);
            return new Subscriptions.Wanted(campaign, screen, known, recipients);
        }
    }

    /** The page. */
    public record Sight(
            List<Subscription> all,
            List<Campaign> campaigns,
            List<Screen> screens,
            SubscriptionForm form,
            FormErrors errors,
            boolean mailed) {
        /** How often there may be one. */
        public List<Rhythm> rhythms() {
            return List.of(Rhythm.values());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Sight sight);

        private Templates() {}
    }

    SubscriptionPages(
            Subscriptions subscriptions,
            CampaignRepository campaigns,
            ScreenRepository screens,
            SubscriptionConfig config,
            CurrentOperator operator,
            Language language) {
        this.subscriptions = subscriptions;
        this.campaigns = campaigns;
        this.screens = screens;
        this.config = config;
        this.operator = operator;
        this.language = language;
    }

    /** All of them. */
    @GET
    public TemplateInstance list() {
        return page(new SubscriptionForm(null, null, "WEEKLY", null), FormErrors.none());
    }

    /** Makes one. */
    @POST
    public Response make(@BeanParam SubscriptionForm form) {
        try {
            subscriptions.make(form.wanted(), operator.account());
            return Response.seeOther(URI.create("/report-subscriptions")).build();
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(
                    problem,
                    Map.of(
                            ProblemType.RECIPIENTS_UNREADABLE, "recipients",
                            ProblemType.SUBSCRIPTION_NEVER, "rhythm"),
                    language);
            return Response.status(problem.type().status())
                    .entity(page(form, errors))
                    .build();
        }
    }

    /** Ends one. */
    @POST
    @Path("{id}/end")
    public Response end(UUID id) {
        subscriptions.end(id, operator.account());
        return Response.seeOther(URI.create("/report-subscriptions")).build();
    }

    private TemplateInstance page(SubscriptionForm form, FormErrors errors) {
        return Templates.list(
                new Sight(subscriptions.all(), campaigns.all(), screens.inUse(), form, errors, config.enabled()));
    }
}
