package io.lunbo.library;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The address of a view of the library, as it was typed or followed: whoever gets it sees the same.
 *
 * @param view {@code table}; anything else is the grid
 * @param cursor where the page before ended
 */
public record LibraryAddress(
        @RestQuery String q,
        @RestQuery String tag,
        @RestQuery String unit,
        @RestQuery String status,
        @RestQuery String kind,
        @RestQuery String archived,
        @RestQuery String rights,
        @RestQuery String sort,
        @RestQuery String view,
        @RestQuery String cursor) {
    /** Whether it shows lines instead of pictures. */
    public boolean table() {
        return "table".equals(view);
    }

    /** The first page of the same. */
    public String first() {
        return with(view, null);
    }

    /** The page that begins there. */
    public String at(String next) {
        return with(view, next);
    }

    /** The same as pictures. */
    public String asGrid() {
        return with(null, null);
    }

    /** The same as lines. */
    public String asTable() {
        return with("table", null);
    }

    private String with(String shown, String next) {
        List<String> parts = new ArrayList<>();
        add(parts, "q", q);
        add(parts, "tag", tag);
        add(parts, "unit", unit);
        add(parts, "status", status);
        add(parts, "kind", kind);
        add(parts, "archived", archived);
        add(parts, "rights", rights);
        add(parts, "sort", sort);
        add(parts, "view", shown);
        add(parts, "cursor", next);
        return parts.isEmpty() ? "/media" : "/media?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (value != null && !value.isBlank()) {
            parts.add(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
