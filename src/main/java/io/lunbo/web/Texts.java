package io.lunbo.web;

import jakarta.inject.Singleton;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All sentences for people, in Chinese and English.
 *
 * <p>Keys are flat words that begin with their feature ({@code media_upload}); a feature's texts stand in {@code
 * messages/<feature>.properties} (Chinese, the default) and {@code messages/<feature>_en.properties}. In templates: {@code
 * {t:media_upload}} or {@code {t:media_count(n)}}; places are {@code {0}}, {@code {1}} as in {@link MessageFormat}.
 */
@Singleton
public final class Texts {
    /** The languages on offer; the first is the default. */
    public static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Map<Locale, Map<String, ResourceBundle>> bundles = new ConcurrentHashMap<>();

    /**
     * A part of a sentence that is itself a text, for whoever does not know the reader's language yet.
     *
     * @param key the part's key
     * @param arguments what fills the part's places
     */
    public record Phrase(String key, Object... arguments) {}

    /** The text of a key in a language, its places filled; a key without text is a bug and throws. */
    public String of(Locale language, String key, Object... arguments) {
        String pattern = bundle(language, feature(key)).getString(key);
        Object[] words = Arrays.stream(arguments)
                .map(argument -> said(language, argument))
                .toArray();
        return new MessageFormat(pattern, language).format(words);
    }

    /** A phrase in a language; anything else as it is. */
    Object said(Locale language, Object word) {
        return word instanceof Phrase phrase ? of(language, phrase.key(), phrase.arguments()) : word;
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        try {
            return bundle(LANGUAGES.get(0), feature(key)).containsKey(key);
        } catch (MissingResourceException e) {
            return false; // no bundle of that name is the answer, not a failure
        }
    }

    /** The offered language that fits best, the default where none does. */
    public static Locale offered(Locale wanted) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }

    private static String feature(String key) {
        int end = key.indexOf('_');
        return end < 0 ? key : key.substring(0, end);
    }

    private ResourceBundle bundle(Locale language, String feature) {
        return bundles.computeIfAbsent(language, l -> new ConcurrentHashMap<>())
                .computeIfAbsent(feature, name -> load(name, language));
    }

    private static ResourceBundle load(String feature, Locale language) {
        Locale file = language.equals(LANGUAGES.get(0)) ? Locale.ROOT : language;
        return ResourceBundle.getBundle("messages/" + feature, file, Texts.class.getClassLoader(), NO_FALLBACK);
    }
}
