package io.lunbo.wordlist;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.lint.ListedWord;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The lists: reviewers keep that of their own unit, administrators every one. */
@ApplicationScoped
public class WordList implements PanacheRepositoryBase<ListedWordRow, UUID> {
    private static final int LONGEST_WORD = 50;
    private static final int LONGEST_REASON = 200;
    private static final long MOST = 5000;

    private final OperatorRepository operators;
    private final UnitRepository units;
    private final AuditTrail auditTrail;
    private final Clock clock;

    WordList(OperatorRepository operators, UnitRepository units, AuditTrail auditTrail, Clock clock) {
        this.operators = operators;
        this.units = units;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** What holds for the texts of a unit: its own list and that of all. */
    public List<ListedWord> inForce(UUID unitId) {
        return list("scopeKey in ?1", Set.of(ListedWordRow.ALL, ListedWordRow.key(unitId))).stream()
                .map(ListedWordRow::word)
                .toList();
    }

    List<ListedWordRow> of(UUID unitId) {
        return list("scopeKey = ?1 order by word", ListedWordRow.key(unitId));
    }

    /** Whether that person keeps that list. */
    boolean keptBy(UUID unitId, Account person) {
        // Asked anew: the role may have been taken away since this person signed in.
        Operator operator = operators.findById(person.id());
        Set<Role> roles = operator == null || !operator.active() ? Set.of() : operator.roles();
        boolean own = unitId != null
                && operator != null
                && unitId.equals(operator.unit().id());
        return roles.contains(Role.ADMINISTRATOR) || own && roles.contains(Role.REVIEWER);
    }

    /** Lists a word. */
    @Transactional
    ListedWordRow add(UUID unitId, ListedWord word, Account actor) {
        refuseStranger(unitId, actor);
        Unit unit = unitId == null ? null : units.known(unitId);
        if (count("scopeKey", ListedWordRow.key(unitId)) >= MOST) {
            throw wrong("word", "wordlist_wrong_many", MOST);
        }
        ListedWordRow row = new ListedWordRow(unit, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        row.become(clean(word));
        keep(row);
        auditTrail.record(actor.id(), "word.add", subject(row), Change.made(row.state()));
        return row;
    }

    /** Changes a listed word; {@code seenVersion} is the one that the change was made from. */
    @Transactional
    ListedWordRow change(UUID id, ListedWord word, int seenVersion, Account actor) {
        ListedWordRow row = known(id, actor);
        if (row.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        var before = row.state();
        row.become(clean(word));
        keep(row);
        auditTrail.record(actor.id(), "word.change", subject(row), Change.of(before, row.state()));
        return row;
    }

    /** Takes a word off its list. */
    @Transactional
    void remove(UUID id, Account actor) {
        ListedWordRow row = known(id, actor);
        if (delete("id", id) > 0) { // of two at once, one takes it off
            auditTrail.record(actor.id(), "word.remove", subject(row), Change.removed(row.state()));
        }
    }

    private void keep(ListedWordRow row) {
        try {
            persistAndFlush(row);
        } catch (ConstraintViolationException e) {
            throw wrong("word", "wordlist_wrong_twice", row.word().word());
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
    }

    private ListedWordRow known(UUID id, Account actor) {
        ListedWordRow row = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        refuseStranger(row.unit() == null ? null : row.unit().id(), actor);
        return row;
    }

    private void refuseStranger(UUID unitId, Account actor) {
        if (!keptBy(unitId, actor)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
    }

    private static ListedWord clean(ListedWord said) {
        String word = readable("word", said.word(), LONGEST_WORD, "wordlist_wrong_word");
        String reason = readable("reason", said.reason(), LONGEST_REASON, "wordlist_wrong_reason");
        return new ListedWord(word, said.forbidden(), reason);
    }

    private static String readable(String field, String text, int longest, String key) {
        String said = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        boolean good = !said.isEmpty()
                && said.codePointCount(0, said.length()) <= longest
                && said.matches("[^\\p{Cc}\\p{Cs}\\p{Cn}]*");
        if (!good) {
            throw wrong(field, key, longest);
        }
        return said;
    }

    private static Problem wrong(String field, String key, Object... arguments) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase(key, arguments));
    }

    private static String subject(ListedWordRow row) {
        return "words:" + (row.unit() == null ? ListedWordRow.ALL : row.unit().code());
    }
}
