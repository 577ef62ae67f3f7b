package io.lunbo.share;

import io.lunbo.inspect.SharedSight;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;

/** Where a shared campaign is read: the token in the path opens its figures and nothing else. */
@Path("/shared/{token}")
@PermitAll
public class SharedDoor {
    private final CampaignLinks links;
    private final SharedSight sight;

    /** What the page shows; {@code words} are what the listed screens' names have in them. */
    public record View(CampaignLink link, SharedSight.Figures figures, String words) {
        /** Whether there is anything to look for. */
        public boolean searchable() {
            return !words.isEmpty() || figures.screens().notAll();
        }

        /** The address of the page of screens before this one. */
        public String before() {
            return address(-1);
        }

        /** The address of the page of screens after this one. */
        public String after() {
            return address(1);
        }

        /** From where the reader is, so that the token stands in no link. */
        private String address(int by) {
            int page = figures.screens().before() / SharedSight.SCREENS_ON_A_PAGE + by;
            return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&page=" + page + "#screens";
        }
    }

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance shared(View view);

        private Templates() {}
    }

    SharedDoor(CampaignLinks links, SharedSight sight) {
        this.links = links;
        this.sight = sight;
    }

    /** The figures; not found where the address was never given, is over or revoked. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response read(String token, @RestQuery String q, @RestQuery String page, @Context RoutingContext context) {
        CampaignLink link = links.opened(token).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        String words = q == null ? "" : q.strip();
        View view = new View(link, sight.of(link.campaign(), words, page), words);
        HttpServerRequest request = context.request();
        if (isRead(request)) {
            links.noteVisit(
                    link,
                    request.remoteAddress() == null
                            ? ""
                            : request.remoteAddress().host());
        }
        return Response.ok(Templates.shared(view))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    /** Whether somebody gets to see the figures: not where a program asks for the head only, or a browser in advance. */
    private static boolean isRead(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && !inAdvance(request.getHeader("Sec-Purpose"))
                && !inAdvance(request.getHeader("Purpose"));
    }

    private static boolean inAdvance(String purpose) {
        return purpose != null && purpose.strip().toLowerCase(Locale.ROOT).startsWith("prefetch");
    }
}
