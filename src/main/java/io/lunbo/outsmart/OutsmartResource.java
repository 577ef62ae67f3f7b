package io.lunbo.outsmart;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.outsmart.OutsmartOrder.OrderFacts;
import io.lunbo.outsmart.PlayoutFile.Wanted;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.lunbo.web.VersionTag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The play log for the British trade, over REST. */
@Path("/api/v1/outsmart")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Tag(name = "outsmart")
public class OutsmartResource {
    private final OutsmartRegister register;
    private final PlayoutFile file;
    private final CampaignRepository campaigns;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /** A screen and its number in SPACE; null: nobody has said it. */
    public record FrameDocument(String screen, String name, Integer frameId) {}

    /** All screens in use. */
    public record FrameList(List<FrameDocument> items) {}

    /** A screen's number, of ten digits; null takes it away. */
    public record FrameBody(Integer frameId) {}

    OutsmartResource(
            OutsmartRegister register,
            PlayoutFile file,
            CampaignRepository campaigns,
            ScreenRepository screens,
            CurrentOperator operator) {
        this.register = register;
        this.file = file;
        this.campaigns = campaigns;
        this.screens = screens;
        this.operator = operator;
    }

    @GET
    @Path("frames")
    @Operation(summary = "Under which numbers the screens stand in SPACE")
    public FrameList frames() {
        Map<UUID, Integer> known = register.frames();
        return new FrameList(screens.inUse().stream()
                .map(screen -> new FrameDocument(screen.code(), screen.name(), known.get(screen.id())))
                .toList());
    }

    @PUT
    @Path("frames/{screen}")
    @Operation(summary = "Say a screen's number in SPACE, or take it away")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void setFrame(String screen, @NotNull FrameBody body) {
        register.setFrame(screen, body.frameId(), operator.account());
    }

    @GET
    @Path("campaigns/{code}")
    @Operation(summary = "What the trade knows a campaign by; 404 where nobody has said it")
    @APIResponseSchema(OrderFacts.class)
    public RestResponse<OrderFacts> order(String code) {
        return answer(register.order(campaign(code).id()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Path("campaigns/{code}")
    @Operation(
            summary = "Say what the trade knows a campaign by",
            description = "Where it was said already, If-Match names the version that was seen.")
    @APIResponseSchema(OrderFacts.class)
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<OrderFacts> setOrder(
            String code, @NotNull OrderFacts body, @RestHeader("If-Match") String ifMatch) {
        Campaign campaign = campaign(code);
        return answer(VersionTag.written(
                ifMatch,
                seen -> register.setOrder(campaign, body, seen, operator.account()),
                body,
                () -> register.order(campaign.id()).map(OutsmartOrder::facts).orElse(null)));
    }

    /** From and until are dates by each screen's calendar; without them, the days of the campaign. */
    @GET
    @Path("campaigns/{code}/playout.csv")
    @Produces("text/csv")
    @Operation(summary = "What the campaign's screens played, as a Playout digital file 1.7")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    public Response playout(String code, @RestQuery String from, @RestQuery String until) {
        Campaign campaign = campaign(code);
        return download(
                file,
                new Wanted(campaign, date("from", from, campaign.from()), date("until", until, campaign.until())));
    }

    static Response download(PlayoutFile file, Wanted wanted) {
        if (wanted.until().isBefore(wanted.from())) {
            throw wrong("until");
        }
        String name = wanted.campaign().code() + "-" + wanted.from() + "-" + wanted.until() + "-playout.csv";
        return Response.ok(file.of(wanted), "text/csv;charset=UTF-8;header=absent")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    static LocalDate date(String field, String typed, LocalDate otherwise) {
        try {
            LocalDate date = typed == null || typed.isBlank() ? otherwise : LocalDate.parse(typed.strip());
            if (date.getYear() < 1900 || date.getYear() > 9998) {
                throw wrong(field);
            }
            return date;
        } catch (DateTimeException e) {
            throw wrong(field);
        }
    }

    private static Problem wrong(String field) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase("outsmart_wrong_" + field));
    }

    private Campaign campaign(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static RestResponse<OrderFacts> answer(OutsmartOrder order) {
        return RestResponse.ResponseBuilder.ok(order.facts())
                .tag(VersionTag.of(order.version()))
                .build();
    }
}
