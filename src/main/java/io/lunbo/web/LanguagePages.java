package io.lunbo.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The reader's choice of language, kept in a cookie. */
@Path("/language")
@PermitAll
public class LanguagePages {
    private static final URI HOME = URI.create("/");

    @POST
    public Response choose(
            @FormParam("language") String language, @FormParam("back") String back, RoutingContext context) {
        Locale chosen = Texts.offered(Locale.forLanguageTag(language == null ? "" : language));
        NewCookie cookie = new NewCookie.Builder(Language.COOKIE)
                .value(chosen.toLanguageTag())
                .path("/")
                .maxAge(365 * 24 * 3600)
                .sameSite(NewCookie.SameSite.LAX)
                .httpOnly(true)
                .secure(context.request().isSSL())
                .build();
        return Response.seeOther(LocalPath.of(back)).cookie(cookie).build();
    }

    /** Where to go back to: only ever a path of this site. */
    public static final class LocalPath {
        private LocalPath() {}

        /** The path as an address; the start page where it is none of this site. */
        public static URI of(String path) {
            boolean local = path != null && path.matches("/(?![/\\\\])[\\x21-\\x7e]*") && !path.contains("\\");
            try {
                return local ? new URI(path) : HOME;
            } catch (URISyntaxException e) {
                return HOME; // what is no address leads nowhere else either
            }
        }
    }
}
