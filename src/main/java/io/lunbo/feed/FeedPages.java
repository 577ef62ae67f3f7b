package io.lunbo.feed;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Opens and revokes calendars of screens and campaigns. */
@Path("/calendars")
@RolesAllowed(Role.Names.SCHEDULER)
@Produces(MediaType.TEXT_HTML)
public class FeedPages {
    private final FeedAddresses addresses;
    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final CurrentOperator operator;
    private final Language language;

    /** Something that has a calendar; {@code value} is its kind and code. */
    record Choice(String value, String name) {}

    /** An open address. */
    record Open(FeedAddress address, String subject) {}

    /** The page; {@code address} is told once, {@code error} says why nothing was opened. */
    record Sight(List<Open> open, List<Choice> choices, String chosen, String name, String address, String error) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(Sight sight);

        private Templates() {}
    }

    FeedPages(
            FeedAddresses addresses,
            ScreenRepository screens,
            CampaignRepository campaigns,
            CurrentOperator operator,
            Language language) {
        this.addresses = addresses;
        this.screens = screens;
        this.campaigns = campaigns;
        this.operator = operator;
        this.language = language;
    }

    /** Those that are open. */
    @GET
    @Transactional
    public TemplateInstance list() {
        return page("", "", null, null);
    }

    /** Opens one and shows its address, this once. */
    @POST
    public Response make(@RestForm String subject, @RestForm String name, UriInfo uri) {
        String[] parts = subject == null ? new String[0] : subject.split(":", 2);
        boolean good = parts.length == 2
                && (parts[0].equals("SCREEN") || parts[0].equals("CAMPAIGN"))
                && name != null
                && !name.isBlank()
                && name.length() <= 100;
        try {
            if (!good) {
                throw Problem.of(ProblemType.INVALID_INPUT);
            }
            String path = addresses
                    .make(FeedAddress.Kind.valueOf(parts[0]), parts[1], name, operator.account())
                    .path();
            String address = uri.getBaseUri().resolve(path).toString();
            return Response.ok(page("", "", address, null))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (Problem problem) {
            String said = problem.type() == ProblemType.INVALID_INPUT
                    ? language.text("feed_wrong")
                    : problem.sentence(language);
            return Response.status(422)
                    .entity(page(subject == null ? "" : subject, name == null ? "" : name, null, said))
                    .build();
        }
    }

    /** Closes one for good. */
    @POST
    @Path("{id}/revoke")
    public Response revoke(UUID id) {
        addresses.revoke(id, operator.account());
        return Response.seeOther(URI.create("/calendars")).build();
    }

    private TemplateInstance page(String chosen, String name, String address, String error) {
        List<Choice> choices = new ArrayList<>();
        Map<UUID, String> names = new HashMap<>();
        for (Screen screen : screens.inUse()) {
            choices.add(new Choice("SCREEN:" + screen.code(), screen.name()));
            names.put(screen.id(), screen.name());
        }
        for (Campaign campaign : campaigns.all()) {
            choices.add(new Choice("CAMPAIGN:" + campaign.code(), campaign.name()));
            names.put(campaign.id(), campaign.name());
        }
        List<Open> open = addresses.open().stream()
                .map(one -> new Open(one, names.getOrDefault(one.subjectId(), "")))
                .toList();
        return Templates.list(new Sight(open, choices, chosen, name, address, error));
    }
}
