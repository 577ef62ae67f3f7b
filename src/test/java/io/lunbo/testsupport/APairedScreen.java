package io.lunbo.testsupport;

import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRegistration;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.quarkus.arc.Arc;
import java.util.UUID;

/**
 * A fresh screen with a player of its own.
 *
 * @param screen the screen
 * @param playerId its player
 * @param token its player's token
 */
public record APairedScreen(Screen screen, UUID playerId, String token) {
    /** A wall of some name in the zone of the first users. */
    public static APairedScreen wall() {
        return wall("Asia/Shanghai");
    }

    /** A wall in a zone. */
    public static APairedScreen wall(String zone) {
        String code = "s" + UUID.randomUUID();
        Unit unit = Arc.container().instance(UnitRegistration.class).get().register("u" + code, "单位", null, null);
        ScreenFacts facts = new ScreenFacts(
                code,
                "屏 " + code,
                ScreenKind.LED_WALL,
                1920,
                1080,
                ScreenColor.FULL,
                zone,
                "00:00-24:00",
                unit.code(),
                null,
                true);
        Screen screen =
                Arc.container().instance(ScreenRegistration.class).get().register(facts, Someone.with(Role.SCHEDULER));
        var token = Arc.container().instance(PlayerTokens.class).get().issue(screen.id(), "test", "test", null);
        return new APairedScreen(screen, token.playerId(), token.token());
    }

    /** The screen's code. */
    public String code() {
        return screen.code();
    }
}
