package io.lunbo.testsupport;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a deed must not do. */
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(ProblemType type, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
