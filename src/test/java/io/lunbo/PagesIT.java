package io.lunbo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Follows every link of the demo in both languages, on a desk and on a phone, and looks for what no product shows. */
class PagesIT {
    private static final List<String> PEOPLE =
            List.of("administrator", "submitter", "reviewer1", "scheduler", "playout", "inspector");
    private static final Pattern UNRESOLVED =
            Pattern.compile("\\{t:|\\{#|\\{inject:|NOT_FOUND|\\?\\?\\?|problem_[a-z_]+");

    /** Of links that differ in their ids or in the values of their queries only, this many are followed. */
    private static final int OF_A_KIND = 2;

    /** Of links that lead to one page with one or another part of its query, this many: filters multiply. */
    private static final int OF_A_PAGE = 6;

    @TempDir
    static Path folder;

    private static PackagedLunbo lunbo;
    private static Browser browser;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> english = new LinkedHashSet<>();
    private final Map<String, Integer> englishKinds = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        lunbo = PackagedLunbo.start(folder.resolve("data"));
        browser = Browser.launch();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (lunbo != null) {
            lunbo.close();
        }
    }

    @Test
    void noPageIsUnfinishedInEitherLanguage() {
        for (String person : PEOPLE) {
            try (BrowserContext context = browser.context(new NewContextOptions().setViewportSize(390, 844))) {
                Page page = context.newPage();
                listen(page);
                signIn(page, person);
                Set<String> seen = walk(page, person, "zh-CN");
                assertThat(seen).hasSizeGreaterThan(6);
                page.navigate(lunbo.url() + "/");
                page.click("button[name=language][value=en]");
                assertThat(page.locator("html")).hasAttribute("lang", "en");
                walk(page, person, "en");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void listen(Page page) {
        page.onConsoleMessage(message -> {
            // a page that is not there is asked for on purpose
            if (message.type().equals("error") && !message.text().contains("404")) {
                wrong.add(page.url() + " says in the console: " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(page.url() + " has a script that fails: " + error));
        page.onRequest(request -> {
            URI address = URI.create(request.url().replaceAll("[?#].*", ""));
            if (address.getHost() != null && !address.getHost().equals("localhost")) {
                wrong.add(page.url() + " asks another host: " + address);
            }
        });
    }

    private static void signIn(Page page, String person) {
        page.navigate(lunbo.url() + "/login");
        page.fill("[name=username]", person);
        page.fill("[name=password]", lunbo.password(person));
        page.press("[name=password]", "Enter");
        assertThat(page.locator("header.topbar")).isVisible();
    }

    private Set<String> walk(Page page, String person, String language) {
        Deque<String> open = new ArrayDeque<>(List.of("/", "/account", "/no-such-page", "/campaigns/none"));
        // Who may see what is told in Chinese, person by person; in English the words are looked at, once.
        Set<String> known = language.equals("en") ? english : new LinkedHashSet<>();
        Map<String, Integer> kinds = language.equals("en") ? englishKinds : new HashMap<>();
        known.addAll(open);
        while (!open.isEmpty()) {
            String path = open.poll();
            Response answer = page.navigate(lunbo.url() + path);
            if (answer.status() >= 400 && !path.startsWith("/no-such") && !path.equals("/campaigns/none")) {
                wrong.add(person + " finds a link to " + path + " that answers " + answer.status());
            }
            look(page, person + " at " + path, language);
            for (String link : links(page)) {
                if (!known.contains(link) && isRare(link, kinds)) {
                    known.add(link);
                    open.add(link);
                }
            }
        }
        return known;
    }

    /** Whether a link leads to something that was not seen often enough; it is counted then. */
    private static boolean isRare(String link, Map<String, Integer> kinds) {
        String kind = kind(link);
        String page = kind.replaceAll("\\?.*", "") + " and any query";
        if (kinds.getOrDefault(kind, 0) >= OF_A_KIND || kinds.getOrDefault(page, 0) >= OF_A_PAGE) {
            return false;
        }
        kinds.merge(kind, 1, Integer::sum);
        kinds.merge(page, 1, Integer::sum);
        return true;
    }

    private void look(Page page, String where, String language) {
        String text = page.locator("body").innerText();
        if (UNRESOLVED.matcher(text).find()) {
            wrong.add(where + " shows something unresolved in " + language);
        }
        if (!page.locator(".demo-clock").isVisible()) {
            wrong.add(where + " does not say that its clock is a demo's");
        }
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) wider).intValue() > 0) {
            wrong.add(where + " is wider than a phone by " + wider + " px in " + language);
        }
        Object nameless = page.evaluate(
                "[...document.querySelectorAll('button,a[href],input:not([type=hidden]),select,textarea')]"
                        + ".filter(e => !e.textContent.trim() && !e.labels?.length && !e.ariaLabel && !e.title"
                        + " && !e.querySelector('img[alt]:not([alt=\"\"])') && !e.value).map(e => e.outerHTML.slice(0, 90)).join()");
        if (!nameless.toString().isEmpty()) {
            wrong.add(where + " has a control without a name: " + nameless);
        }
        if (page.title().isBlank()) {
            wrong.add(where + " has no title");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>)
                page.evaluate(
                        "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location.href))"
                                + ".filter(u => u.origin === location.origin && !u.pathname.startsWith('/player/')"
                                + " && !u.pathname.includes('.') && !/content|poster|screenshot/.test(u.pathname)).map(u => u.pathname + u.search)");
    }

    /** Links that differ in their last words only lead to the same page with other content. */
    private static String kind(String link) {
        return link.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("/(campaigns|screens|rule-profiles)/(?!new)[^/?]+", "/$1/CODE")
                .replaceAll("/\\d{4}-\\d{2}-\\d{2}", "/DATE")
                .replaceAll("=[^&]*", "=");
    }
}
