package io.lunbo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application over https, with a key store as a unit's own authority would sign it. */
class HttpsIT {
    @TempDir
    Path folder;

    @Test
    void sessionIsKeptInACookieThatNobodyElseCanPlantOrRead() throws Exception {
        Path keys = folder.resolve("keys.p12");
        makeKeys(keys);
        try (PackagedLunbo lunbo = PackagedLunbo.start(
                        folder.resolve("data"),
                        Map.of(),
                        "quarkus.http.insecure-requests=disabled",
                        "quarkus.http.ssl.certificate.key-store-file=" + keys,
                        "quarkus.http.ssl.certificate.key-store-password=of-the-test");
                Browser browser = Browser.launch();
                BrowserContext context = browser.context(new NewContextOptions().setIgnoreHTTPSErrors(true))) {
            String url = "https://localhost:" + lunbo.port();
            Page page = context.newPage();
            Response login = page.navigate(url + "/login");
            assertThat(login.headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "same-origin")
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy -> assertThat(policy)
                                    .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                                    .doesNotContain("unsafe"));
            page.fill("[name=username]", "admin");
            page.fill("[name=password]", lunbo.said().replaceAll("(?s).*one-time password (\\S+) and.*", "$1"));
            page.press("[name=password]", "Enter");

            assertThat(page.locator("nav.sidebar")).isVisible();
            Cookie session = named(context.cookies(), "__Host-lunbo-session");
            assertThat(session.secure).isTrue();
            assertThat(session.httpOnly).isTrue();
            assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(session.path).isEqualTo("/");
            assertThat(session.domain).isEqualTo("localhost");
            assertThat(page.evaluate("document.cookie").toString()).doesNotContain("session");
            page.click(".account summary");
            page.click("form[action='/logout'] button");
            assertThat(page).hasURL(url + "/login");
            assertThat(context.cookies().stream().map(cookie -> cookie.name)).doesNotContain("__Host-lunbo-session");
        }
    }

    @Test
    void numbersAboutTheServiceAreForThisMachineAndForTheTokenWhereAProxyNamesTheCaller() throws Exception {
        Map<String, String> settings = Map.of(
                "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1",
                "LUNBO_METRICS_TOKEN", "token-of-the-monitoring");
        try (PackagedLunbo lunbo = PackagedLunbo.start(folder.resolve("proxied"), settings)) {
            for (String path : List.of("/q/metrics", "/q/health", "/q/health/well", "/q/health/group")) {
                assertThat(asked(lunbo, path, "203.0.113.9", "")).as(path).isEqualTo(401);
                assertThat(asked(lunbo, path, "203.0.113.9", "Bearer another-token"))
                        .isEqualTo(401);
            }
            for (String path : List.of("/q/metrics/", "/q//metrics", "/q/%6detrics", "/q/health/../metrics")) {
                assertThat(asked(lunbo, path, "203.0.113.9", "")).as(path).isNotEqualTo(200);
            }
            assertThat(asked(lunbo, "/q/metrics", "203.0.113.9", "Bearer token-of-the-monitoring"))
                    .isEqualTo(200);
            assertThat(asked(lunbo, "/q/metrics", "127.0.0.1", "")).isEqualTo(200);
            assertThat(asked(lunbo, "/q/health", "127.0.0.1", "")).isEqualTo(200);
            assertThat(asked(lunbo, "/q/health/ready", "203.0.113.9", "")).isEqualTo(200);
        }
    }

    private static int asked(PackagedLunbo lunbo, String path, String from, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(lunbo.url() + path))
                .header("X-Forwarded-For", from)
                .header("Accept", "text/plain, */*");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Cookie named(List<Cookie> cookies, String name) {
        return cookies.stream()
                .filter(cookie -> cookie.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void makeKeys(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "lunbo",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "of-the-test")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }
}
