package io.lunbo.signin;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Secrets;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Judges a password, and tells nobody whether it was the name or the password that was wrong. */
@ApplicationScoped
class SignIn {
    private static final int LONGEST_USERNAME = 64;
    // A flood of sign-ins must neither take the processor from the players nor look like guessing at one account.
    private static final int AT_ONCE = 4;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final OperatorRepository operators;
    private final SignInFailures failures;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    SignIn(OperatorRepository operators, SignInFailures failures) {
        this.operators = operators;
        this.failures = failures;
    }

    /** The operator whose name and password these are; a problem where there is none or there were too many guesses. */
    UUID judge(String username, String password, String address) {
        takePlace();
        try {
            return judgeNow(username, password, address);
        } finally {
            places.release();
        }
    }

    private UUID judgeNow(String username, String password, String address) {
        String typed = username.substring(0, Math.min(username.length(), LONGEST_USERNAME));
        Optional<Operator> operator = QuarkusTransaction.requiringNew().call(() -> operators.byUsername(typed));
        // The database finds a name in any case and width; all its spellings share one count.
        UUID known = operator.map(Operator::id).orElse(null);
        SignInFailures.Attempt attempt;
        try {
            attempt = failures.begin(operator.map(Operator::username).orElse(typed), address);
        } catch (Problem tooMany) {
            failures.refused(known, address, true);
            throw tooMany;
        }
        boolean right = operator.map(one -> one.unlockedBy(password)).orElseGet(() -> Secrets.matches(password, null));
        if (!right) {
            failures.refused(known, address, false);
            Log.infof("Sign-in refused for an account from %s", address);
            throw Problem.of(ProblemType.WRONG_CREDENTIALS);
        }
        failures.succeeded(attempt);
        return operator.orElseThrow().id();
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.of(ProblemType.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ProblemType.UNAVAILABLE);
        }
    }
}
