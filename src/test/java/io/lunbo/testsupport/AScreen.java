package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.UnitRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.UUID;

/** Screens of their own for a test, registered like any other. */
public final class AScreen {
    private AScreen() {}

    public static Screen wall(String hours, Account scheduler) {
        return registered(ScreenKind.LED_WALL, 1920, 1080, hours, scheduler);
    }

    /** A wall that stands upright. */
    public static Screen portrait(String hours, Account scheduler) {
        return registered(ScreenKind.LED_WALL, 1080, 1920, hours, scheduler);
    }

    public static Screen sign(String hours, Account scheduler) {
        return registered(ScreenKind.TEXT_SIGN, 384, 16, hours, scheduler);
    }

    private static Screen registered(ScreenKind kind, int width, int height, String hours, Account scheduler) {
        String unit = unitOf(scheduler);
        String code = "s-" + UUID.randomUUID();
        return Arc.container()
                .instance(ScreenRegistration.class)
                .get()
                .register(
                        new ScreenFacts(
                                code,
                                "屏 " + code,
                                kind,
                                width,
                                height,
                                ScreenColor.FULL,
                                "Asia/Shanghai",
                                hours,
                                unit,
                                null,
                                true),
                        scheduler);
    }

    /** The code of a person's unit. */
    public static String unitOf(Account person) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Arc.container()
                        .instance(UnitRepository.class)
                        .get()
                        .findById(person.unitId())
                        .code());
    }
}
