package io.lunbo.desk;

import io.lunbo.terms.Alternative;
import io.lunbo.terms.Target;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.util.UUID;

/**
 * An alternative as a person chooses it; both are empty where the line counts for nothing.
 *
 * @param media the id of what is shown
 * @param where the screens that are meant, such as {@code SHAPE:PORTRAIT}
 */
public record AlternativeLine(String media, String where) {
    boolean isEmpty() {
        return media.isEmpty() && where.isEmpty();
    }

    /** What is meant by it; refused where one of the two is missing. */
    Alternative alternative() {
        UUID chosen = Typed.id(media);
        Target meant = Target.parse(where).orElse(null);
        if (chosen == null || meant == null) {
            throw Problem.of(ProblemType.SPOT_ALTERNATIVE_INCOMPLETE);
        }
        return new Alternative(meant, chosen);
    }
}
