package io.lunbo.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A field that somebody else changed while a person typed.
 *
 * @param label the key of the field's name
 * @param theirs what is saved now
 * @param yours what the person typed
 */
public record Difference(String label, String theirs, String yours) {
    /** Whether both changed it: the person has to choose. */
    public boolean both() {
        return !Objects.equals(theirs, yours);
    }

    /**
     * What the other changed, in the order of the form.
     *
     * @param before what both saw; null where that was before it was remembered
     */
    static List<Difference> between(Map<String, String> before, Map<String, String> theirs, Map<String, String> yours) {
        List<Difference> found = new ArrayList<>();
        theirs.forEach((label, now) -> {
            String then = before == null ? yours.get(label) : before.get(label);
            if (!now.equals(then)) {
                found.add(new Difference(label, now, yours.get(label)));
            }
        });
        return found;
    }
}
