package io.lunbo.signin;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.possession.PlayerAdmission;
import io.lunbo.signin.OperatorSession.Kind;
import io.lunbo.web.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Finds out who makes a request: a player by its token, a program by a bearer token, a browser by its cookie. */
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";
    private static final String PLAYER = "lunbo.player-at-the-door";
    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final Sessions sessions;
    private final PlayerAdmission admission;
    private final BlockingSecurityExecutor executor;

    SessionAuthentication(Sessions sessions, PlayerAdmission admission, BlockingSecurityExecutor executor) {
        this.sessions = sessions;
        this.admission = admission;
        this.executor = executor;
    }

    // Nobody is an answer, not a null: no other mechanism is asked then, so nobody comes in with roles from elsewhere.
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String path = context.normalizedPath();
        if (path.equals(OidcPages.PATH)) {
            return Uni.createFrom().nullItem(); // the one page that asks the other house
        }
        if (path.startsWith("/player/")) {
            return player(context);
        }
        return path.startsWith("/api/")
                ? operator(bearerToken(context), Kind.BEARER)
                : operator(cookieToken(context), Kind.COOKIE);
    }

    /** A proof counts once: who showed it is found out once, however often somebody asks. */
    private Uni<SecurityIdentity> player(RoutingContext context) {
        Uni<SecurityIdentity> before = context.get(PLAYER);
        if (before != null) {
            return before;
        }
        Holder holder = admission.holder(context.request()).orElse(null);
        Uni<SecurityIdentity> found = holder == null
                ? Uni.createFrom().item(NOBODY)
                : holder.bound()
                        ? executor.executeBlocking(() -> admitted(holder, context))
                                .memoize()
                                .indefinitely()
                        : Uni.createFrom().item(admitted(holder, context));
        context.put(PLAYER, found);
        return found;
    }

    private SecurityIdentity admitted(Holder holder, RoutingContext context) {
        try {
            return CurrentPlayer.identity(admission.admit(holder, context.request()));
        } catch (Problem refused) {
            refused.nobody(context);
            return NOBODY;
        }
    }

    private Uni<SecurityIdentity> operator(String token, Kind kind) {
        if (token == null || token.isEmpty()) {
            return Uni.createFrom().item(NOBODY);
        }
        return executor.executeBlocking(() -> sessions.identity(token, kind).orElse(NOBODY));
    }

    static String bearerToken(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).trim()
                : null;
    }

    static String cookieToken(RoutingContext context) {
        Cookie cookie = context.request().getCookie(cookieName(context));
        return cookie == null ? null : cookie.getValue();
    }

    /** A browser keeps the prefix's promise on https only: no other host and no plain page can plant such a cookie. */
    static String cookieName(RoutingContext context) {
        return context.request().isSSL() ? "__Host-lunbo-session" : "lunbo-session";
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1000;
    }
}
