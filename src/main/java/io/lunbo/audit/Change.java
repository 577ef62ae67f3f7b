package io.lunbo.audit;

import java.util.Map;

/**
 * What a deed has changed, as plain values under names that an inspector understands.
 *
 * @param before how it was; null where there was nothing
 * @param after how it is now; null where nothing is left
 * @param details what else will be asked, e.g. the reason
 */
public record Change(Map<String, ?> before, Map<String, ?> after, Map<String, ?> details) {
    /** Something that was not there. */
    public static Change made(Map<String, ?> after) {
        return new Change(null, after, Map.of());
    }

    /** Something that is not there any more. */
    public static Change removed(Map<String, ?> before) {
        return new Change(before, null, Map.of());
    }

    /** Something that is otherwise now. */
    public static Change of(Map<String, ?> before, Map<String, ?> after) {
        return new Change(before, after, Map.of());
    }

    /** The same with what else will be asked. */
    public Change with(Map<String, ?> more) {
        return new Change(before, after, more);
    }
}
