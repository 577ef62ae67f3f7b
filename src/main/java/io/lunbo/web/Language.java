package io.lunbo.web;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Locale;

/** The language of this request: the reader's choice, else what an API client asks for, else Chinese. */
@RequestScoped
@Named("language")
public class Language {
    static final String COOKIE = "lunbo-language";

    private final Texts texts;
    private final Locale locale;

    Language(RoutingContext context, Texts texts) {
        this.texts = texts;
        this.locale = of(context);
    }

    /** The language's locale. */
    public Locale locale() {
        return locale;
    }

    /** The value of the page's {@code lang} attribute. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** The text of a key in this language. */
    public String text(String key, Object... arguments) {
        return texts.of(locale, key, arguments);
    }

    /** A phrase in this language. */
    public String text(Texts.Phrase phrase) {
        return text(phrase.key(), phrase.arguments());
    }

    Object said(Object word) {
        return texts.said(locale, word);
    }

    static Locale of(RoutingContext context) {
        Cookie chosen = context.request().getCookie(COOKIE);
        if (chosen != null) {
            return Texts.offered(Locale.forLanguageTag(chosen.getValue()));
        }
        String path = context.normalizedPath();
        String asked = context.request().getHeader("Accept-Language");
        // Pages are Chinese until their reader chooses: browsers of imported machines ask for English unasked.
        boolean program = path.startsWith("/api/") || path.startsWith("/player/");
        return program && asked != null && asked.trim().toLowerCase(Locale.ROOT).startsWith("en")
                ? Locale.ENGLISH
                : Texts.LANGUAGES.get(0);
    }
}
