package io.lunbo.web;

import jakarta.ws.rs.core.EntityTag;
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

    /** A change under {@code If-Match}: what a page calls a conflict is a failed precondition here. */
    public static <T> T guarded(Supplier<T> change) {
        try {
            return change.get();
        } catch (Problem problem) {
            throw problem.type() == ProblemType.CONFLICT ? Problem.of(ProblemType.PRECONDITION_FAILED) : problem;
        }
    }
}
