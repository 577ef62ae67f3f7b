package io.lunbo.chain;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Who signs in whose place while that person is away. A substitute signs in the own name, and the signature says for whom. */
@ApplicationScoped
public class Substitutes implements PanacheRepositoryBase<Substitutes.Substitution, UUID> {
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;

    /** One absence. */
    @Entity(name = "Substitution")
    @Table(name = "review_substitutes")
    public static class Substitution {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
        private UUID id;

        @ManyToOne(optional = false)
        @JoinColumn(name = "operator_id")
        private Operator absent;

        @ManyToOne(optional = false)
        @JoinColumn(name = "substitute_id")
        private Operator substitute;

        @Column(name = "from_date")
        private LocalDate fromDate;

        @Column(name = "until_date")
        private LocalDate untilDate;

        /** For Hibernate. */
        protected Substitution() {}

        /** The row's id. */
        public UUID id() {
            return id;
        }

        /** Who is away. */
        public Operator absent() {
            return absent;
        }

        /** Who signs instead. */
        public Operator substitute() {
            return substitute;
        }

        /** The first day. */
        public LocalDate from() {
            return fromDate;
        }

        /** The last day, inclusive. */
        public LocalDate until() {
            return untilDate;
        }
    }

    Substitutes(OperatorRepository operators, AuditTrail auditTrail) {
        this.operators = operators;
        this.auditTrail = auditTrail;
    }

    /** For which of the named signers that person may sign on that day; empty where for none. */
    public Optional<UUID> standsInFor(UUID substituteId, List<String> signers, LocalDate date) {
        return list(
                        "substitute.id = ?1 and fromDate <= ?2 and untilDate >= ?2 order by fromDate, id",
                        substituteId,
                        date)
                .stream()
                .map(Substitution::absent)
                .filter(absent -> signers.contains(absent.username()))
                .map(Operator::id)
                .findFirst();
    }

    List<Substitution> all() {
        return list("order by untilDate desc, id");
    }

    /** Names a substitute; only for another reviewer's absence that does not end before it begins. */
    @Transactional
    Substitution name(UUID absentId, UUID substituteId, LocalDate from, LocalDate until, Account actor) {
        if (absentId == null
                || substituteId == null
                || from == null
                || until == null
                || absentId.equals(substituteId)) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        Substitution substitution = new Substitution();
        substitution.absent = reviewer(absentId);
        substitution.substitute = reviewer(substituteId);
        substitution.fromDate = from;
        substitution.untilDate = until;
        persistAndFlush(substitution);
        auditTrail.record(actor.id(), "substitute.name", "operator:" + absentId, Change.made(state(substitution)));
        return substitution;
    }

    @Transactional
    void dismiss(UUID id, Account actor) {
        Substitution substitution = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        delete(substitution);
        auditTrail.record(actor.id(), "substitute.dismiss", "substitute:" + id, Change.removed(state(substitution)));
    }

    private static Map<String, ?> state(Substitution one) {
        return Map.of(
                "absent", one.absent().name(),
                "substitute", one.substitute().name(),
                "from", one.from().toString(),
                "until", one.until().toString());
    }

    private Operator reviewer(UUID id) {
        return operators
                .findByIdOptional(id)
                .filter(person -> person.active() && person.roles().contains(Role.REVIEWER))
                .orElseThrow(() -> Problem.of(ProblemType.INVALID_INPUT));
    }
}
