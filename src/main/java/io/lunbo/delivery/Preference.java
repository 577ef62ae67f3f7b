package io.lunbo.delivery;

import io.vertx.core.MultiMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Prefer: wait=N} (RFC 7240). */
final class Preference {
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** For how many seconds the answer may be held: 0 where nothing is asked, never more than a minute. */
    static int wait(MultiMap headers) {
        String first = headers.get("Prefer");
        if (first == null) {
            return 0;
        }
        Matcher wait = WAIT.matcher(String.join(",", headers.getAll("Prefer")));
        return wait.find() ? Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait.group(1))) : 0;
    }
}
