package io.lunbo.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody ever sees a key, and nobody reads Chinese where English was asked for. */
class TextsTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern USED =
            Pattern.compile("\\{t:(?!of\\b)([a-z0-9_]+)|(?:label|hint|text)=['\"]([a-z]+_[a-z0-9_]+)['\"]");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
        for (Path chinese : chineseBundles()) {
            Properties zh = read(chinese);
            Properties en = read(english(chinese));
            assertThat(en.stringPropertyNames())
                    .as(chinese.getFileName().toString())
                    .isEqualTo(zh.stringPropertyNames());
            for (String key : zh.stringPropertyNames()) {
                assertThat(places(en.getProperty(key))).as(key).isEqualTo(places(zh.getProperty(key)));
                assertThat(key).startsWith(feature(chinese));
            }
        }
    }

    @Test
    void everyKeyInATemplateHasItsText() throws IOException {
        Texts texts = new Texts();
        List<String> missing = new ArrayList<>();
        for (Path template : files(TEMPLATES, ".html")) {
            Matcher used = USED.matcher(Files.readString(template));
            while (used.find()) {
                String key = used.group(1) != null ? used.group(1) : used.group(2);
                if (!texts.has(key)) {
                    missing.add(template.getFileName() + ": " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyRefusalHasTitleAndDetail() {
        Texts texts = new Texts();
        for (ProblemType type : ProblemType.values()) {
            assertThat(texts.has(type.key())).as(type.key()).isTrue();
            assertThat(texts.has(type.key() + "_detail")).as(type.key()).isTrue();
        }
    }

    @Test
    void textsAreInTheirLanguage() throws IOException {
        for (Path chinese : chineseBundles()) {
            read(english(chinese))
                    .forEach((key, text) -> assertThat(text.toString()
                                    .replace("轮播", "")
                                    .codePoints()
                                    .filter(Character::isIdeographic)
                                    .count())
                            .as(key.toString())
                            .isLessThan(8));
        }
    }

    @Test
    void anUnknownLanguageFallsBackToChinese() {
        assertThat(Texts.offered(Locale.FRENCH)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(Texts.offered(Locale.UK)).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.offered(Locale.TRADITIONAL_CHINESE)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\d+)").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static String feature(Path bundle) {
        return bundle.getFileName().toString().replace(".properties", "") + "_";
    }

    private static Path english(Path chinese) {
        return chinese.resolveSibling(chinese.getFileName().toString().replace(".properties", "_en.properties"));
    }

    private static List<Path> chineseBundles() throws IOException {
        return files(MESSAGES, ".properties").stream()
                .filter(path -> !path.getFileName().toString().contains("_en."))
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
