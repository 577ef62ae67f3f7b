package io.lunbo.signin;

import io.lunbo.access.CurrentOperator;
import io.lunbo.web.Language;
import io.lunbo.web.LanguagePages.LocalPath;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sign-in and sign-out for people. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignInPages {
    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentOperator operator;
    private final Language language;
    private final boolean otherHouse;

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(String username, String next, String error, boolean otherHouse);
    }

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            CurrentOperator operator,
            Language language,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean otherHouse) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.operator = operator;
        this.language = language;
        this.otherHouse = otherHouse;
    }

    /** The form; whoever is signed in already goes on at once. */
    @GET
    @Path("login")
    public Response login(@QueryParam("next") String next, @QueryParam("refused") boolean refused) {
        String error = refused ? Problem.of(ProblemType.SIGN_IN_NOT_BELIEVED).sentence(language) : null;
        return operator.signedIn()
                ? Response.seeOther(LocalPath.of(next)).build()
                : Response.ok(Templates.login("", local(next), error, otherHouse))
                        .build();
    }

    /** Opens a session, always under a new token; the browser's session before it, if any, ends. */
    @POST
    @Path("login")
    public Response signIn(
            @FormParam("username") String username,
            @FormParam("password") String password,
            @FormParam("next") String next,
            RoutingContext context) {
        String typed = username == null ? "" : username.strip();
        try {
            UUID id = signIn.judge(
                    typed,
                    password == null ? "" : password,
                    context.request().remoteAddress().hostAddress());
            endCurrent(context);
            Sessions.Opened opened = sessions.open(id, OperatorSession.Kind.COOKIE);
            return Response.seeOther(LocalPath.of(next))
                    .cookie(cookie(opened.token(), context))
                    .build();
        } catch (Problem refusal) {
            return again(typed, next, refusal);
        }
    }

    /** Ends this browser's session. */
    @POST
    @Path("logout")
    public Response logout(RoutingContext context) {
        endCurrent(context);
        return Response.seeOther(LocalPath.of("/login"))
                .cookie(expired(context))
                .build();
    }

    private void endCurrent(RoutingContext context) {
        String token = SessionAuthentication.cookieToken(context);
        if (token != null) {
            sessions.end(token);
        }
    }

    private Response again(String username, String next, Problem refusal) {
        Response.ResponseBuilder response = Response.status(refusal.type().status());
        if (refusal.type() == ProblemType.TOO_MANY_ATTEMPTS) {
            response.header("Retry-After", refusal.extensions().get("retryAfterSeconds"));
        }
        return response.entity(Templates.login(username, local(next), refusal.sentence(language), otherHouse))
                .build();
    }

    private static String local(String next) {
        return LocalPath.of(next).toString();
    }

    static NewCookie cookie(String token, RoutingContext context) {
        return cookieOf(token, context).build();
    }

    static NewCookie expired(RoutingContext context) {
        return cookieOf("", context).maxAge(0).build();
    }

    private static NewCookie.Builder cookieOf(String token, RoutingContext context) {
        return new NewCookie.Builder(SessionAuthentication.cookieName(context))
                .value(token)
                .path("/")
                .httpOnly(true)
                .secure(context.request().isSSL())
                .sameSite(NewCookie.SameSite.LAX);
    }
}
