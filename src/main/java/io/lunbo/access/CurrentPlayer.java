package io.lunbo.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Which player makes this request. */
@RequestScoped
public class CurrentPlayer {
    private static final String ATTRIBUTE = "lunbo.player";

    private final SecurityIdentity identity;

    CurrentPlayer(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The identity of a request that this player makes. */
    public static SecurityIdentity identity(PlayerPrincipal player) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("player:" + player.playerId()))
                .addRole(PlayerTokens.ROLE)
                .addAttribute(ATTRIBUTE, player)
                .build();
    }

    /** The player; refused as unauthenticated where no player has proved who it is. */
    public PlayerPrincipal principal() {
        return Optional.<PlayerPrincipal>ofNullable(identity.getAttribute(ATTRIBUTE))
                .orElseThrow(UnauthorizedException::new);
    }
}
