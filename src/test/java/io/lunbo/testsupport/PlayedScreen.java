package io.lunbo.testsupport;

import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.access.UnitRegistration;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.schedule.SheetsPublished;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A fresh screen with one player.
 *
 * @param screen the screen
 * @param player the player and its token
 * @param owner who registered it
 */
public record PlayedScreen(Screen screen, PlayerTokens.IssuedToken player, SignedIn owner) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A wall, open from 8 to 22. */
    public static PlayedScreen wall() {
        return screen(ScreenKind.LED_WALL, 1920, 1080, ScreenColor.FULL);
    }

    /** A text sign. */
    public static PlayedScreen sign() {
        return screen(ScreenKind.TEXT_SIGN, 384, 16, ScreenColor.SINGLE);
    }

    private static PlayedScreen screen(ScreenKind kind, int width, int height, ScreenColor color) {
        SignedIn owner = SignedIn.registered(false, Role.SCHEDULER);
        String code = "s-" + UUID.randomUUID();
        bean(UnitRegistration.class).register("u-" + code, "单位 " + code, null, null);
        ScreenFacts facts = new ScreenFacts(
                code, "屏 " + code, kind, width, height, color, ZONE.getId(), "08:00-22:00", "u-" + code, null, true);
        Screen screen = bean(ScreenRegistration.class).register(facts, owner.account());
        return new PlayedScreen(screen, token(screen), owner);
    }

    /** One more token for the screen. */
    public static PlayerTokens.IssuedToken token(Screen screen) {
        return QuarkusTransaction.requiringNew()
                .call(() -> bean(PlayerTokens.class).issue(screen.id(), null, "TEST", null));
    }

    /** A request with the player's token. */
    public RequestSpecification asks() {
        return RestAssured.given().auth().oauth2(player.token());
    }

    /** Its player says that it is there. */
    public void heard() {
        asks().contentType(ContentType.JSON)
                .body("{\"at\": \"2023-04-20T01:00:00.000Z\", \"clockOffsetMs\": 0, \"manifestVersion\": 0}")
                .post("/player/v1/heartbeats")
                .then()
                .statusCode(204);
    }

    /** Today where the screen stands. */
    public LocalDate today() {
        return LocalDate.ofInstant(bean(Clock.class).instant(), ZONE);
    }

    /** A published sheet that shows each media for ten seconds, put in its place past review; gives its content. */
    public SheetContent published(LocalDate date, int version, List<String> media) {
        return published(content(date, version, media), version);
    }

    /** A published sheet of that content, put in its place past review. */
    public SheetContent published(SheetContent content, int version) {
        QuarkusTransaction.requiringNew().run(() -> {
            insert(content, version, "PUBLISHED");
            Arc.container().beanManager().getEvent().fire(new SheetsPublished(Set.of(screen.id())));
        });
        return content;
    }

    /** The same as a draft. */
    public SheetContent draft(LocalDate date, int version, List<String> media) {
        SheetContent content = content(date, version, media);
        QuarkusTransaction.requiringNew().run(() -> insert(content, version, "DRAFT"));
        return content;
    }

    private SheetContent content(LocalDate date, int version, List<String> media) {
        Instant midnight = date.atStartOfDay(ZONE).toInstant();
        List<PlannedPlay> plays = new java.util.ArrayList<>();
        for (int i = 0; i < media.size(); i++) {
            plays.add(new PlannedPlay(8 * 3_600_000 + i * 10_000, i, 0, 10_000));
        }
        return new SheetContent(
                screen.code(),
                date,
                ZONE,
                midnight.plusSeconds(8 * 3600),
                midnight.plusSeconds(22 * 3600 - version),
                media,
                List.of(UUID.randomUUID()),
                plays);
    }

    private void insert(SheetContent content, int version, String state) {
        EntityManager entities = bean(EntityManager.class);
        UUID id = UUID.randomUUID();
        byte[] json = content.canonicalJson();
        entities.createNativeQuery("""
                        insert into sheets (id, screen_id, date, version, state, sha256, body, carry, play_count, idle_ms,
                          summary, built_by, built_at) values (:id, :screen, :date, :version, :state, :sha256, :body, '',
                          :plays, 0, '{}', :by, now(3))""")
                .setParameter("id", id)
                .setParameter("screen", screen.id())
                .setParameter("date", content.date())
                .setParameter("version", version)
                .setParameter("state", state)
                .setParameter("sha256", SheetContent.sha256(json))
                .setParameter("body", SheetContent.gzip(json))
                .setParameter("plays", content.plays().size())
                .setParameter("by", owner.account().id())
                .executeUpdate();
        content.media()
                .forEach(media -> entities.createNativeQuery(
                                "insert into sheet_media (sheet_id, media_sha256) values (:sheet, :media)")
                        .setParameter("sheet", id)
                        .setParameter("media", media)
                        .executeUpdate());
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
