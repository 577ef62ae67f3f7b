package io.lunbo.testsupport;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Chromium for tests: the configured one, one on the PATH, or one that it installs and says so. It never skips. */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts a headless browser with the flags of all tests and these. */
    public static Browser launch(String... moreFlags) {
        Path program = program();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(Arrays.asList(moreFlags));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setArgs(flags).setExecutablePath(program);
        return new Browser(playwright, playwright.chromium().launch(options));
    }

    /** A browser with a profile on disk, which another one finds again after this one was killed. */
    public static Browser.OnDisk onDisk(Path profile) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setHeadless(true)
                .setArgs(FLAGS)
                .setExecutablePath(program())
                .setViewportSize(960, 540);
        return new OnDisk(profile, playwright, playwright.chromium().launchPersistentContext(profile, options));
    }

    /** One browser with one profile on disk. */
    public record OnDisk(Path profile, Playwright playwright, BrowserContext context) implements AutoCloseable {
        /** As if the power were cut: all its processes end at once, and none can tidy up. */
        public void kill() {
            String mark = "--user-data-dir=" + profile;
            ProcessHandle browser = ProcessHandle.allProcesses()
                    .filter(process -> process.info()
                            .arguments()
                            .map(List::of)
                            .orElse(List.of())
                            .contains(mark))
                    .filter(process -> process.info().arguments().stream()
                            .flatMap(Arrays::stream)
                            .noneMatch(argument -> argument.startsWith("--type=")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no browser has this profile"));
            List<ProcessHandle> all =
                    Stream.concat(browser.descendants(), Stream.of(browser)).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
            playwright.close();
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    /** A page in a fresh profile for somebody who is signed in. Nothing is touched yet; whatever the page asks, they say yes. */
    public Page page(URI address, SignedIn person, int width, String language) {
        return page(new NewContextOptions().setViewportSize(width, 900), address, person, language);
    }

    /** The same on a device without a mouse. */
    public Page touchedPage(URI address, SignedIn person, int width, String language) {
        NewContextOptions options = new NewContextOptions()
                .setViewportSize(width, 900)
                .setHasTouch(true)
                .setIsMobile(true);
        return page(options, address, person, language);
    }

    private Page page(NewContextOptions options, URI address, SignedIn person, String language) {
        BrowserContext context = context(options);
        context.addCookies(List.of(
                new Cookie("lunbo-session", person.token()).setUrl(address.toString()),
                new Cookie("lunbo-language", language).setUrl(address.toString())));
        Page page = context.newPage();
        page.onDialog(Dialog::accept);
        return page;
    }

    /** Writes the whole page to {@code target/screenshots}. */
    public static void keep(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }

    /** The same as it is on a desk and on a phone, whatever is typed in it. */
    public static void keepInBothWidths(Page page, String name) {
        int before = page.viewportSize().width;
        for (int width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            keep(page, name + "-" + width);
        }
        page.setViewportSize(before, 900);
    }

    /** Closes what one test opened; the browser is there for the next. */
    public void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    /** A fresh profile: no cookie, no storage of another test. */
    public BrowserContext context(NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path program() {
        return configured().or(Browser::onPath).or(Browser::downloaded).orElseGet(Browser::install);
    }

    private static Optional<Path> configured() {
        return Stream.of(System.getProperty("lunbo.test.chromium"), System.getenv("LUNBO_TEST_CHROMIUM"))
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of)
                .findFirst();
    }

    private static Optional<Path> onPath() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path install() {
        if (Files.isExecutable(Path.of("/usr/bin/apt-get")) && "root".equals(System.getProperty("user.name"))) {
            System.out.println("No Chromium found: installing the package chromium for the browser tests");
            run("apt-get", "update");
            run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
            return onPath().orElseThrow(
                            () -> new IllegalStateException("chromium was installed but is not on the PATH"));
        }
        System.out.println("No Chromium found: Playwright downloads one for the browser tests");
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CLI.class.getName(),
                "install",
                "chromium");
        return downloaded().orElseThrow(() -> new IllegalStateException("the downloaded Chromium was not found"));
    }

    /** Playwright keeps its own browsers in one folder per user. */
    private static Optional<Path> downloaded() {
        Path home = Path.of(System.getProperty("user.home"));
        Path folder = Stream.of(".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")
                .map(home::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(home);
        if (folder.equals(home)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 6)) {
            return files.filter(file -> file.toString().contains("chromium-"))
                    .filter(file -> List.of("chrome", "Chromium", "chrome.exe")
                            .contains(file.getFileName().toString()))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .findFirst();
        } catch (IOException failure) {
            throw new IllegalStateException("cannot look through " + folder, failure);
        }
    }

    private static void run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(15, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
        } catch (IOException failure) {
            throw new IllegalStateException("cannot start " + command[0], failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing a browser", interruption);
        }
    }
}
