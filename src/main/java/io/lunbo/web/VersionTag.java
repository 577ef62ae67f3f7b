package io.lunbo.web;

import jakarta.ws.rs.core.EntityTag;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a row as an ETag, so that nobody saves over what they have not seen. */
public final class VersionTag {
    private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

    private VersionTag() {}

    /** The tag of a version. */
    public static EntityTag of(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /** The version that {@code If-Match} names; refused where there is none. */
    public static int required(String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(ProblemType.VERSION_REQUIRED);
        }
        Matcher form = FORM.matcher(ifMatch.trim());
        if (!form.matches()) {
            throw Problem.of(ProblemType.PRECONDITION_FAILED);
        }
        return Integer.parseInt(form.group(1));
    }

    /** The same, or what the body names where there is no {@code If-Match}. */
    public static int required(String ifMatch, Integer ofBody) {
        return ifMatch == null && ofBody != null ? ofBody : required(ifMatch);
    }

    /**
     * A change under {@code If-Match} whose refusal says both versions.
     *
     * @param yours what the caller wants; null: to take it away
     * @param current asked for what there is now, once the change is refused
     */
    public static <T> T guarded(Supplier<T> change, Object yours, Supplier<?> current) {
        try {
            return guarded(change);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.PRECONDITION_FAILED) {
                problem.with("yours", yours).with("current", current.get());
            }
            throw problem;
        }
    }

    /**
     * Writes what may be there already or not: without {@code If-Match} it is made, and where it is there the caller must
     * name the version that they saw. A refusal says both versions.
     *
     * @param write takes that version, or null; refuses with a conflict what does not fit
     * @param yours what the caller wants
     * @param current asked for what there is now, once it is refused; null where there is nothing
     */
    public static <T> T written(String ifMatch, Function<Integer, T> write, Object yours, Supplier<?> current) {
        Integer seen = ifMatch == null ? null : Integer.valueOf(required(ifMatch));
        try {
            return guarded(() -> write.apply(seen), yours, current);
        } catch (Problem problem) {
            boolean unseen = seen == null && problem.type() == ProblemType.PRECONDITION_FAILED;
            throw unseen ? Problem.of(ProblemType.VERSION_REQUIRED) : problem;
        }
    }

    /** A change under {@code If-Match}: what a page calls a conflict is a failed precondition here. */
    public static <T> T guarded(Supplier<T> change) {
        try {
            return change.get();
        } catch (Problem problem) {
            throw problem.type() == ProblemType.CONFLICT ? Problem.of(ProblemType.PRECONDITION_FAILED) : problem;
        }
    }
}
