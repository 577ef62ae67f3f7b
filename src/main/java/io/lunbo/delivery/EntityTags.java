package io.lunbo.delivery;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** {@code If-None-Match} and {@code If-Range} (RFC 9110, section 13.1). */
final class EntityTags {
    private EntityTags() {}

    /** Whether the client has this already: weakly compared, in a list, or {@code *}. */
    static boolean match(MultiMap headers, String etag) {
        String first = headers.get(HttpHeaders.IF_NONE_MATCH);
        if (first == null || first.equals(etag)) {
            return first != null;
        }
        List<String> all = headers.getAll(HttpHeaders.IF_NONE_MATCH);
        for (String tag : String.join(",", all).split(",")) {
            String plain = tag.strip();
            if (plain.equals("*") || plain.equals(etag) || plain.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a range may be cut out of what is there now: strongly compared; a date never fits, since none is sent. */
    static boolean allowRange(MultiMap headers, String etag) {
        String condition = headers.get("If-Range");
        return condition == null || condition.strip().equals(etag);
    }
}
