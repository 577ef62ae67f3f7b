package io.lunbo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.OpenIdProvider;
import io.lunbo.testsupport.OpenIdProvider.Lie;
import io.lunbo.testsupport.PackagedLunbo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Sign-in through another house, switched on as the README says, with a provider that tells the truth and one that lies. */
class OidcIT {
    @TempDir
    static Path folder;

    private static OpenIdProvider provider;
    private static PackagedLunbo lunbo;
    private static Browser browser;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws Exception {
        provider = new OpenIdProvider();
        lunbo = PackagedLunbo.start(
                folder.resolve("data"),
                Map.of(
                        "QUARKUS_OIDC_TENANT_ENABLED", "true",
                        "QUARKUS_OIDC_AUTH_SERVER_URL", provider.url(),
                        "QUARKUS_OIDC_CLIENT_ID", "lunbo",
                        "QUARKUS_OIDC_CREDENTIALS_SECRET", "a secret of at least thirty-two characters"));
        browser = Browser.launch();
        String oneTime = lunbo.said().replaceAll("(?s).*one-time password (\\S+) and.*", "$1");
        admin = new ApiClient(lunbo.url());
        admin.signIn("admin", oneTime);
        admin.send("PUT", "/api/v1/me/password", Map.of("password", oneTime, "newPassword", "quite another 1"));
        admin.signIn("admin", "quite another 1");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (lunbo != null) {
            lunbo.close();
        }
        provider.close();
    }

    @Test
    void whoHasAnActiveAccountIsSignedInAsThatOperator() throws Exception {
        invited("guest");
        provider.vouchFor("guest", Lie.NONE);
        try (BrowserContext context = browser.context(new NewContextOptions())) {
            Page page = context.newPage();
            page.navigate(lunbo.url() + "/login");
            page.click("a[href='/login/oidc']");

            // invited with a one-time password, which nobody asks for here
            assertThat(page).hasURL(lunbo.url() + "/");
            assertThat(page.locator(".account summary")).containsText("Name of guest");
            assertThat(context.cookies().stream().map(cookie -> cookie.name)).contains("lunbo-session");
            page.navigate(lunbo.url() + "/account");
            assertThat(page.locator(".alert-warning")).hasCount(0);
        }
    }

    @Test
    void whoHasNoAccountIsToldSo() {
        provider.vouchFor("stranger", Lie.NONE);
        try (BrowserContext context = browser.context(new NewContextOptions())) {
            Page page = context.newPage();

            assertThat(ask(page).status()).isEqualTo(403);
            assertThat(page.locator("main")).containsText("stranger");
            assertThat(page.locator("main")).containsText("没有在用的账号");
            isNotSignedIn(page);
        }
    }

    @Test
    void shutAccountStaysShut() throws Exception {
        String id = invited("former");
        assertThat(admin.send("DELETE", "/api/v1/operators/" + id + "/activation", null)
                        .statusCode())
                .isEqualTo(204);
        provider.vouchFor("former", Lie.NONE);
        try (BrowserContext context = browser.context(new NewContextOptions())) {
            Page page = context.newPage();

            assertThat(ask(page).status()).isEqualTo(403);
            assertThat(page.locator("main")).containsText("former");
            isNotSignedIn(page);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void tokenThatLiesOpensNothing(Lie lie) throws Exception {
        invited("victim-" + lie.ordinal());
        provider.vouchFor("victim-" + lie.ordinal(), lie);
        try (BrowserContext context = browser.context(new NewContextOptions())) {
            Page page = context.newPage();

            ask(page);

            assertThat(page).hasURL(lunbo.url() + "/login?refused=true");
            assertThat(page.locator(".alert")).containsText("不可信");
            isNotSignedIn(page);
        }
    }

    @Test
    void answerWithoutTheStateThatWasAskedOpensNothing() throws Exception {
        invited("planted");
        provider.vouchFor("planted", Lie.NONE);
        try (BrowserContext context = browser.context(new NewContextOptions())) {
            Page page = context.newPage();
            page.navigate(lunbo.url() + "/login/oidc?code=a&state=forged");

            assertThat(page).hasURL(lunbo.url() + "/login?refused=true");
            assertThat(page.locator(".alert")).containsText("不可信");
            isNotSignedIn(page);
        }
    }

    private static Response ask(Page page) {
        return page.navigate(lunbo.url() + "/login/oidc");
    }

    private static void isNotSignedIn(Page page) {
        page.navigate(lunbo.url() + "/account");
        assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));
    }

    private static String invited(String username) throws Exception {
        String unit = admin.get("/api/v1/units").get(0).get("id").asText();
        var answer = admin.send(
                "POST",
                "/api/v1/operators",
                Map.of(
                        "username",
                        username,
                        "name",
                        "Name of " + username,
                        "unitId",
                        unit,
                        "roles",
                        List.of("INSPECTOR")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body()).get("id").asText();
    }
}
