package io.lunbo.calendar;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.csv.CsvTable;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the list of public holidays and make-up working days. */
@ApplicationScoped
public class PublicDayUpkeep {
    private static final int MOST_DAYS = 60;
    private static final int MOST_ROWS = 2000;
    private static final Set<String> FREE = Set.of("FREE", "HOLIDAY", "休", "放假", "节假日");
    private static final Set<String> WORKING = Set.of("WORKING", "班", "上班", "调休", "工作日");

    private final PublicDayRepository days;
    private final AuditTrail auditTrail;

    PublicDayUpkeep(PublicDayRepository days, AuditTrail auditTrail) {
        this.days = days;
        this.auditTrail = auditTrail;
    }

    /**
     * What is said of a stretch of days.
     *
     * @param from the first day
     * @param until the last, inclusive; not more than 60 days
     * @param working whether people work
     * @param name why
     * @param source who says so
     */
    public record PublicDayFacts(
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            boolean working,

            @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String name,

            @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String source) {
        private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

        /** Whether its dates are in order, few, and such as a database can keep. */
        @AssertTrue(message = "{lunbo.withinCalendar}")
        public boolean isWithinCalendar() {
            return from == null
                    || until == null
                    || !until.isBefore(from)
                            && from.getYear() >= 1900
                            && until.getYear() < 3000
                            && ChronoUnit.DAYS.between(from, until) < MOST_DAYS;
        }
    }

    /** Says it of each day of the stretch; what was said of them before is gone. */
    @Transactional
    public void say(@Valid PublicDayFacts facts, Account actor) {
        facts.from().datesUntil(facts.until().plusDays(1)).forEach(day -> {
            PublicDay kept = days.findByIdOptional(day).orElseGet(() -> new PublicDay(day));
            kept.become(facts.working(), facts.name(), facts.source());
            days.persist(kept);
        });
        auditTrail.record(
                actor.id(),
                "public-day.say",
                "public-day:" + facts.from(),
                Map.of(
                        "until",
                        facts.until().toString(),
                        "working",
                        facts.working(),
                        "name",
                        facts.name(),
                        "source",
                        facts.source()));
    }

    /** Takes a day off the list: its weekday counts again. */
    @Transactional
    public void remove(LocalDate day, Account actor) {
        PublicDay kept = days.findByIdOptional(day).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        days.delete(kept);
        auditTrail.record(
                actor.id(),
                "public-day.remove",
                "public-day:" + day,
                Map.of("name", kept.name(), "working", kept.working()));
    }

    /** Reads lines of day, FREE or WORKING, name and source; all of them or, where one is not understood, none. */
    @Transactional
    public int read(String table, Account actor) {
        List<PublicDayFacts> all = new ArrayList<>();
        int line = 0;
        for (List<String> cells : rows(table)) {
            line++;
            boolean heading = line == 1 && !cells.isEmpty() && !cells.get(0).matches("\\d.*");
            if (!heading && !cells.stream().allMatch(String::isBlank)) {
                all.add(facts(cells, line));
            }
        }
        all.forEach(facts -> say(facts, actor));
        return all.size();
    }

    private static List<List<String>> rows(String table) {
        try {
            return CsvTable.read(table == null ? "" : table, MOST_ROWS);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.PUBLIC_DAY_LINE_WRONG, e.getMessage());
        }
    }

    private static PublicDayFacts facts(List<String> cells, int line) {
        if (cells.size() >= 4) {
            String kind = cells.get(1).strip();
            String name = cells.get(2).strip();
            String source = cells.get(3).strip();
            boolean kept = !name.isEmpty() && !source.isEmpty() && name.length() <= 60 && source.length() <= 200;
            try {
                LocalDate day = LocalDate.parse(cells.get(0).strip());
                PublicDayFacts facts = new PublicDayFacts(day, day, WORKING.contains(kind), name, source);
                if (kept && facts.isWithinCalendar() && (FREE.contains(kind) || WORKING.contains(kind))) {
                    return facts;
                }
            } catch (DateTimeException e) {
                throw Problem.of(ProblemType.PUBLIC_DAY_LINE_WRONG, Integer.toString(line));
            }
        }
        throw Problem.of(ProblemType.PUBLIC_DAY_LINE_WRONG, Integer.toString(line));
    }
}
