package io.lunbo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
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
