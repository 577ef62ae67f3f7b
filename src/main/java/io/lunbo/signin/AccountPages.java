package io.lunbo.signin;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.OperatorRegistration;
import io.lunbo.web.Language;
import io.lunbo.web.LanguagePages.LocalPath;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What people keep of their own account: the password, and where they are signed in. */
@Path("/account")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class AccountPages {
    private final CurrentOperator operator;
    private final SignIn signIn;
    private final Sessions sessions;
    private final OperatorRegistration registration;
    private final Language language;

    /**
     * The sentences beside the fields; null where a field is right.
     *
     * @param password what is wrong with the password until now
     * @param newPassword what is wrong with the new one
     * @param repeated what is wrong with its repetition
     */
    record Refused(String password, String newPassword, String repeated) {
        static final Refused NOTHING = new Refused(null, null, null);
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance account(
                CurrentOperator.Account person, Set<String> roles, Refused refused, boolean done);
    }

    AccountPages(
            CurrentOperator operator,
            SignIn signIn,
            Sessions sessions,
            OperatorRegistration registration,
            Language language) {
        this.operator = operator;
        this.signIn = signIn;
        this.sessions = sessions;
        this.registration = registration;
        this.language = language;
    }

    /** The account of whoever asks. */
    @GET
    public TemplateInstance account(@QueryParam("done") boolean done) {
        return page(Refused.NOTHING, done);
    }

    /** Changes the password; all sessions end, and this browser gets a new one. */
    @POST
    @Path("password")
    public Response changePassword(
            @FormParam("password") String password,
            @FormParam("newPassword") String newPassword,
            @FormParam("repeated") String repeated,
            RoutingContext context) {
        CurrentOperator.Account account = operator.account();
        if (newPassword == null || !Objects.equals(newPassword, repeated)) {
            return refused(new Refused(null, null, language.text("signin_repeated_differs")));
        }
        try {
            signIn.judge(
                    account.username(),
                    password == null ? "" : password,
                    context.request().remoteAddress().hostAddress());
            registration.choosePassword(account.id(), password, newPassword);
        } catch (Problem refusal) {
            String sentence = refusal.type() == ProblemType.WRONG_CREDENTIALS
                    ? language.text("signin_password_wrong")
                    : refusal.sentence(language);
            boolean weak = refusal.type() == ProblemType.PASSWORD_TOO_WEAK;
            return refused(new Refused(weak ? null : sentence, weak ? sentence : null, null));
        }
        Sessions.Opened opened = sessions.open(account.id(), OperatorSession.Kind.COOKIE);
        return Response.seeOther(LocalPath.of("/account?done=true"))
                .cookie(SignInPages.cookie(opened.token(), context))
                .build();
    }

    /** Ends every session of the account, this one included. */
    @POST
    @Path("sign-out-everywhere")
    public Response signOutEverywhere(RoutingContext context) {
        sessions.endAll(operator.id());
        return Response.seeOther(LocalPath.of("/login"))
                .cookie(SignInPages.expired(context))
                .build();
    }

    private Response refused(Refused refused) {
        return Response.status(422).entity(page(refused, false)).build();
    }

    private TemplateInstance page(Refused refused, boolean done) {
        return Templates.account(operator.account(), new TreeSet<>(operator.roles()), refused, done);
    }
}
