package io.lunbo.catalog;

import java.util.Locale;

/** Why a media may not be used, whatever was signed. */
public enum Hindrance {
    /** It lies in the archive. */
    ARCHIVED,
    /** Its rights have ended. */
    RIGHTS_OVER,
    /** Its content is true no more. */
    EXPIRED;

    /** The message key of its name. */
    public String key() {
        return "catalog_" + name().toLowerCase(Locale.ROOT);
    }
}
