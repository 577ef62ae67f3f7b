package io.lunbo.signin;

import io.lunbo.audit.AuditTrail;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.UuidGenerator;

/**
 * Counts failed attempts in a sliding window and stops the next one.
 *
 * <p>An attempt is written down as failed before the password is looked at, and taken back when it was right: of any
 * number of attempts at the same time, on any number of nodes, no more than allowed get as far as the password.
 */
@ApplicationScoped
class SignInFailures {
    private static final String UNKNOWN = "account:unknown";
    private static final int MOST_ADDRESSES = 10;

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

    /** Counts a refusal; what was typed is not kept, a name that nobody has no more than a password. */
    void refused(UUID operatorId, String address, boolean locked) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                                insert into sign_in_refusals (subject, minute, address, wrong, locked)
                                values (:subject, :minute, :address, :wrong, :locked)
                                on duplicate key update wrong = wrong + :wrong, locked = locked + :locked""")
                        .setParameter("subject", operatorId == null ? UNKNOWN : "operator:" + operatorId)
                        .setParameter("minute", clock.instant().truncatedTo(ChronoUnit.MINUTES))
                        .setParameter("address", address)
                        .setParameter("wrong", locked ? 0 : 1)
                        .setParameter("locked", locked ? 1 : 0)
                        .executeUpdate());
    }

    /** Tells the trail of the minutes that are over: once for each account, whatever number of guesses there were. */
    void tell(AuditTrail trail) {
        QuarkusTransaction.requiringNew().run(() -> {
            List<?> over = entities.createNativeQuery("""
                            select subject, minute, address, wrong, locked from sign_in_refusals where minute < :now
                            order by minute, subject, wrong + locked desc for update""", Object[].class)
                    .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MINUTES))
                    .getResultList();
            over.stream()
                    .map(Object[].class::cast)
                    .collect(Collectors.groupingBy(row -> row[1] + " " + row[0], TreeMap::new, Collectors.toList()))
                    .values()
                    .forEach(one -> tell(one, trail));
        });
    }

    private void tell(List<Object[]> rows, AuditTrail trail) {
        String subject = (String) rows.get(0)[0];
        List<String> addresses =
                rows.stream().map(row -> (String) row[2]).limit(MOST_ADDRESSES).toList();
        trail.record(
                null,
                "session.refuse",
                subject,
                Map.of(
                        "wrong", sum(rows, 3),
                        "locked", sum(rows, 4),
                        "addresses", addresses,
                        "sources", rows.size(),
                        "minute", rows.get(0)[1].toString()));
        entities.createNativeQuery("delete from sign_in_refusals where subject = :subject and minute = :minute")
                .setParameter("subject", subject)
                .setParameter("minute", rows.get(0)[1])
                .executeUpdate();
    }

    private static long sum(List<Object[]> rows, int column) {
        return rows.stream()
                .mapToLong(row -> ((Number) row[column]).longValue())
                .sum();
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
