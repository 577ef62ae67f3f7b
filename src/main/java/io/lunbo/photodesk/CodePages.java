package io.lunbo.photodesk;

import io.lunbo.access.Role;
import io.lunbo.qr.QrCode;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** Sheets of paper with a code that leads a phone to the page of the screen that it hangs at. */
@Path("/evidence/codes")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class CodePages {
    private final ScreenRepository screens;

    /** One code. */
    public record Code(Screen screen, String address, QrCode.Drawn drawn) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance codes(List<Code> codes, boolean all, boolean secure);

        private Templates() {}
    }

    CodePages(ScreenRepository screens) {
        this.screens = screens;
    }

    /** That of one screen, or of all in use. */
    @GET
    public TemplateInstance codes(@RestQuery String screen, UriInfo uri) {
        boolean all = screen == null || screen.isEmpty();
        List<Screen> wanted = all
                ? screens.inUse()
                : List.of(screens.byCode(screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
        boolean secure = uri.getBaseUri().getScheme().equals("https");
        return Templates.codes(wanted.stream().map(one -> code(one, uri)).toList(), all, secure);
    }

    private static Code code(Screen screen, UriInfo uri) {
        String path = "/evidence/new?screen=" + URLEncoder.encode(screen.code(), StandardCharsets.UTF_8);
        String address = uri.getBaseUri().resolve(path).toString();
        return new Code(screen, address, QrCode.of(address));
    }
}
