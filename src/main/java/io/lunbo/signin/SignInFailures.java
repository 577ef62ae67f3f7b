package io.lunbo.signin;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/**
 * Counts failed attempts in a sliding window and stops the next one.
 *
 * <p>An attempt is written down as failed before the password is looked at, and taken back when it was right: of any
 * number of attempts at the same time, on any number of nodes, no more than allowed get as far as the password.
 */
@ApplicationScoped
class SignInFailures {
    private final EntityManager entities;
    private final SignInConfig config;
    private final Clock clock;

    /** One attempt, by account and by address. */
    @Entity(name = "SignInFailure")
    @Table(name = "sign_in_failures")
    static class Failure {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
        private UUID id;

        private String subject;
        private Instant at;

        /** For Hibernate. */
        protected Failure() {}

        Failure(String subject, Instant at) {
            this.subject = subject;
            this.at = at;
        }
    }

    record Attempt(Failure byAccount, Failure byAddress) {}

    SignInFailures(EntityManager entities, SignInConfig config, Clock clock) {
        this.entities = entities;
        this.config = config;
        this.clock = clock;
    }

    /** Writes an attempt down, or refuses it because there were too many. */
    Attempt begin(String username, String address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Attempt attempt = new Attempt(new Failure("account:" + username, now), new Failure("address:" + address, now));
        QuarkusTransaction.requiringNew().run(() -> {
            entities.persist(attempt.byAccount);
            entities.persist(attempt.byAddress);
        });
        Duration wait = longer(
                waitFor(attempt.byAccount.subject, config.attemptsPerAccount(), now),
                waitFor(attempt.byAddress.subject, config.attemptsPerAddress(), now));
        if (!wait.isZero()) {
            takeBack(attempt); // an attempt that was not looked at must not prolong the wait
            long seconds = wait.plusMillis(999).toSeconds();
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, seconds).with("retryAfterSeconds", seconds);
        }
        return attempt;
    }

    /** The attempt was right: the account starts anew; the address keeps what it did to other accounts. */
    void succeeded(Attempt attempt) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery("delete from SignInFailure where subject = :account or id = :byAddress")
                        .setParameter("account", attempt.byAccount.subject)
                        .setParameter("byAddress", attempt.byAddress.id)
                        .executeUpdate());
    }

    /** The attempt was not looked at, through no fault of the caller. */
    void takeBack(Attempt attempt) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery("delete from SignInFailure where id in :ids")
                        .setParameter("ids", List.of(attempt.byAccount.id, attempt.byAddress.id))
                        .executeUpdate());
    }

    /** Forgets what no longer counts. */
    int sweep() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("delete from SignInFailure where at < :since or at > :now")
                        .setParameter("since", clock.instant().minus(config.window()))
                        .setParameter("now", clock.instant().plus(config.window()))
                        .executeUpdate());
    }

    private Duration waitFor(String subject, int allowed, Instant now) {
        List<Instant> newest = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("""
                                select at from SignInFailure where subject = :subject and at > :since and at <= :now
                                order by at desc""", Instant.class)
                        .setParameter("subject", subject)
                        .setParameter("since", now.minus(config.window()))
                        // the demo's clock can be set back: what lies ahead of it does not count
                        .setParameter("now", now.plus(config.window()))
                        .setMaxResults(allowed + 1)
                        .getResultList());
        return newest.size() <= allowed
                ? Duration.ZERO
                : longer(Duration.between(now, newest.get(allowed).plus(config.window())), Duration.ofSeconds(1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
