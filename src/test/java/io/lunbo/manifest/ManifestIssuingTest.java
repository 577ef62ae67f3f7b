package io.lunbo.manifest;

import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.schedule.SheetsPublished;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Deeds on many screens, and who has to wait for them. */
@QuarkusTest
class ManifestIssuingTest {
    private static final int MANY = 12;

    @Inject
    Event<SheetsPublished> published;

    @Inject
    AuditTrail auditTrail;

    @Inject
    ManifestRepository manifests;

    @Inject
    ManifestRenewalJob job;

    @Test
    void anOrderToGoDarkWaitsForNobodysLongDeed() {
        List<PlayedScreen> screens = walls(MANY);
        SignedIn operator = SignedIn.as(Role.PLAYOUT);
        PlayedScreen other = screens.get(0);
        PlayedScreen never = PlayedScreen.wall();

        QuarkusTransaction.requiringNew().run(() -> {
            auditTrail.record(null, "sheet.publish", "screen:test", Map.of());
            published.fire(new SheetsPublished(ids(screens)));
            // the deed is not over yet, and would not be before the orders if they waited for it
            for (PlayedScreen screen : List.of(other, never)) {
                CompletableFuture.supplyAsync(() -> darken(operator, screen))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
                assertThat(said(screen)).contains("\"kind\":\"BLACKOUT\"");
            }
        });

        assertThat(said(other)).contains("\"kind\":\"BLACKOUT\"");
    }

    @Test
    void whoPublishesOnManyScreensIsAnsweredWhenAllOfThemAreTold() {
        List<PlayedScreen> screens = walls(MANY);
        Map<UUID, Long> before = versions(screens);

        publishADay(screens);

        assertThat(versions(screens))
                .allSatisfy((screen, version) -> assertThat(version).isGreaterThan(before.get(screen)));
        assertThat(due()).doesNotContainAnyElementsOf(ids(screens));
    }

    @Test
    void whatANodePutOffBeforeItDiedIsToldByTheNextOne() {
        PlayedScreen screen = PlayedScreen.wall();
        publishADay(List.of(screen));
        job.renew(); // from here on it looks only at what has changed
        QuarkusTransaction.requiringNew()
                .run(() -> manifests.putOff(List.of(screen.screen().id())));
        assertThat(due()).contains(screen.screen().id());

        job.renew();

        assertThat(due()).doesNotContain(screen.screen().id());
    }

    @Test
    void aDeedThatFailsPutsNothingOff() {
        List<PlayedScreen> screens = walls(MANY);
        Map<UUID, Long> before = versions(screens);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    published.fire(new SheetsPublished(ids(screens)));
                    throw new IllegalStateException("thought better of it");
                }))
                .hasMessageContaining("thought better");

        assertThat(versions(screens)).isEqualTo(before);
        assertThat(due()).doesNotContainAnyElementsOf(ids(screens));
    }

    private void publishADay(List<PlayedScreen> screens) {
        screens.forEach(screen -> screen.draft(screen.today(), 1, List.of("a".repeat(64))));
        QuarkusTransaction.requiringNew().run(() -> {
            manifests
                    .getEntityManager()
                    .createNativeQuery("update sheets set state = 'PUBLISHED' where screen_id in (:screens)")
                    .setParameter("screens", ids(screens))
                    .executeUpdate();
            published.fire(new SheetsPublished(ids(screens)));
        });
    }

    private static List<PlayedScreen> walls(int count) {
        return IntStream.range(0, count).mapToObj(i -> PlayedScreen.wall()).toList();
    }

    private static Set<UUID> ids(Collection<PlayedScreen> screens) {
        return screens.stream().map(one -> one.screen().id()).collect(Collectors.toSet());
    }

    private Map<UUID, Long> versions(List<PlayedScreen> screens) {
        return QuarkusTransaction.requiringNew()
                .call(() -> manifests.of(ids(screens)).values().stream()
                        .collect(Collectors.toMap(IssuedManifest::screenId, IssuedManifest::version)));
    }

    private List<UUID> due() {
        return QuarkusTransaction.requiringNew().call(manifests::due);
    }

    private static String darken(SignedIn operator, PlayedScreen screen) {
        return operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind", "BLACKOUT", "screens", List.of(screen.screen().code())))
                .post("/api/v1/takeovers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String said(PlayedScreen screen) {
        JsonPath jws = screen.asks()
                .get("/player/v1/manifest")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new String(Base64.getUrlDecoder().decode(jws.getString("payload")), StandardCharsets.UTF_8);
    }
}
