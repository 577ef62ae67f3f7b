package io.lunbo.monitor;

import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PlanPagesTest {
    @Test
    void siteIsDrawnWithItsScreens_andOneWithoutCoordinatesIsNamedApart() {
        SignedIn scheduler = SignedIn.as(Role.SCHEDULER);
        String known = "site-" + UUID.randomUUID();
        String unknown = "site-" + UUID.randomUUID();
        register(
                scheduler, Map.of("code", known, "name", "<" + known + ">", "latitude", 29.40512, "longitude", 105.59));
        register(scheduler, Map.of("code", unknown, "name", unknown, "address", "海棠大道"));
        APairedScreen screen = APairedScreen.wall();
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("site", known))
                .put("/api/v1/screens/" + screen.code() + "/place")
                .then()
                .statusCode(200);

        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        String page = reader.page().get("/wall/plan").asString();
        assertThat(page)
                .contains("&lt;" + known + "&gt;: 无终端, 1 块屏", screen.screen().name(), "/sites/" + unknown)
                .doesNotContain("/sites/" + known);
        assertThat(reader.page().get("/wall?q=" + known).asString())
                .contains(screen.screen().name());
    }

    private static void register(SignedIn scheduler, Map<String, ?> site) {
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(site)
                .post("/api/v1/sites")
                .then()
                .statusCode(201);
    }
}
