package io.lunbo.reconcile;

import io.lunbo.reconcile.DayFacts.Version;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.Logged.Outcome;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever was logged: nothing is lost, nothing counts twice, nobody could pair more or nearer. */
class MatcherPropertiesTest {
    private static final List<String> MEDIA = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));
    private static final Tolerance TOLERANCE = Tolerance.USUAL;

    /** A row of days with everything that was due and logged in them. */
    private record Days(List<Long> midnights, List<Due> dues, List<Logged> logs, List<Absence> absences) {
        DayFacts day(int i) {
            long from = midnights.get(i);
            long until = midnights.get(i + 1);
            Version version = new Version(1, "1".repeat(64), from, until, Set.copyOf(MEDIA));
            return new DayFacts(
                    from,
                    until,
                    Long.MAX_VALUE,
                    true,
                    List.of(version),
                    dues.stream()
                            .filter(due -> near(due.startMs(), from, until))
                            .toList(),
                    logs.stream()
                            .filter(log -> near(log.startMs(), from, until))
                            .toList(),
                    absences);
        }

        private static boolean near(long ms, long from, long until) {
            return from - 60_000 <= ms && ms < until + 60_000;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,Asia/Shanghai,2023-04-20",
        "2,Europe/Berlin,2023-03-26",
        "3,Europe/Berlin,2023-10-29",
        "4,Asia/Kathmandu,2023-04-20"
    })
    void everyPlayOfARowOfDaysCountsOnceWhateverTheOrder(int seed, String zone, LocalDate date) {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Days days = days(random, ZoneId.of(zone), date);
            List<DueVerdict> dues = new ArrayList<>();
            List<LogVerdict> logs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                DayVerdicts verdicts = Matcher.match(days.day(i), TOLERANCE);
                dues.addAll(verdicts.dues());
                logs.addAll(verdicts.logs());
                DayFacts facts = days.day(i);
                List<Logged> shuffled = new ArrayList<>(facts.logs());
                List<Due> others = new ArrayList<>(facts.dues());
                Collections.shuffle(shuffled, random);
                Collections.shuffle(others, random);
                DayFacts again = new DayFacts(
                        facts.fromMs(),
                        facts.untilMs(),
                        facts.asOfMs(),
                        true,
                        facts.versions(),
                        others,
                        shuffled,
                        facts.absences());
                assertThat(Matcher.match(again, TOLERANCE)).isEqualTo(verdicts);
            }
            assertThat(dues).extracting(DueVerdict::due).containsExactlyInAnyOrderElementsOf(days.dues());
            assertThat(logs).extracting(LogVerdict::log).containsExactlyInAnyOrderElementsOf(days.logs());
            bothSidesAgree(dues, logs);
        }
    }

    private static void bothSidesAgree(List<DueVerdict> dues, List<LogVerdict> logs) {
        Set<UUID> used = new HashSet<>();
        for (DueVerdict due : dues) {
            due.logs().forEach(log -> assertThat(used.add(log.id())).isTrue());
            assertThat(due.shownMs()).isBetween(0, due.due().durationMs());
            long whole = due.logs().stream()
                    .filter(log -> log.outcome() == Outcome.COMPLETED)
                    .count();
            if (due.verdict() == Verdict.PLAYED) {
                assertThat(whole).isEqualTo(1);
            }
            if (due.verdict() == Verdict.MISSED) {
                assertThat(due.logs()).allMatch(log -> log.outcome() == Outcome.FAILED || log.durationMs() == 0);
            }
        }
        for (Verdict verdict : List.of(Verdict.PLAYED, Verdict.MADE_GOOD)) {
            assertThat(logs.stream().filter(log -> log.verdict() == verdict)).hasSize((int)
                    dues.stream().filter(due -> due.verdict() == verdict).count());
        }
        for (LogVerdict log : logs) {
            if (log.verdict() == Verdict.PLAYED) {
                assertThat(Math.abs(log.log().startMs() - log.due().startMs())).isLessThanOrEqualTo(2000);
                assertThat(log.due().media()).isEqualTo(log.log().media());
            }
        }
    }

    /** Few plays close together, so that every way to pair them can be tried. */
    @ParameterizedTest
    @CsvSource({"11", "12", "13"})
    void nobodyCouldPairMoreOrNearer(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Due> dues = new ArrayList<>();
            List<Logged> logs = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                dues.add(new Due(MEDIA.get(0), new UUID(0, 1), 500_000 + random.nextInt(9_000), 1_000));
            }
            for (int i = 0; i < random.nextInt(6); i++) {
                logs.add(log(random, i, MEDIA.get(0), 500_000 + random.nextInt(9_000), 1_000, Outcome.COMPLETED));
            }
            DayFacts facts = new DayFacts(0, 1_000_000, Long.MAX_VALUE, true, List.of(), dues, logs, List.of());
            long pairs = 0;
            long deviation = 0;
            for (LogVerdict log : Matcher.match(facts, TOLERANCE).logs()) {
                if (log.verdict() == Verdict.PLAYED) {
                    pairs++;
                    deviation += Math.abs(log.log().startMs() - log.due().startMs());
                }
            }
            assertThat(new long[] {pairs, deviation}).isEqualTo(best(dues, logs, 0, new HashSet<>()));
        }
    }

    /** The oracle: every due play with every free logged play or none. */
    private static long[] best(List<Due> dues, List<Logged> logs, int next, Set<Logged> used) {
        if (next == dues.size()) {
            return new long[] {0, 0};
        }
        long[] best = best(dues, logs, next + 1, used);
        for (Logged log : logs) {
            long deviation = Math.abs(log.startMs() - dues.get(next).startMs());
            if (deviation <= 2000 && used.add(log)) {
                long[] rest = best(dues, logs, next + 1, used);
                if (rest[0] + 1 > best[0] || rest[0] + 1 == best[0] && rest[1] + deviation < best[1]) {
                    best = new long[] {rest[0] + 1, rest[1] + deviation};
                }
                used.remove(log);
            }
        }
        return best;
    }

    private static Days days(Random random, ZoneId zone, LocalDate date) {
        List<Long> midnights = new ArrayList<>();
        for (int i = -1; i <= 2; i++) {
            midnights.add(date.plusDays(i).atStartOfDay(zone).toInstant().toEpochMilli());
        }
        List<Due> dues = new ArrayList<>();
        List<Logged> logs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // busy around both midnights and in the hour in which clocks change, where plays are most easily lost
            long until = midnights.get(i + 1);
            long first = midnights.get(i) + (i == 0 ? 60_000 : 0);
            for (long at : new long[] {first, midnights.get(i) + 7_000_000, until - 300_000}) {
                for (int k = 0; k < 10; k++) {
                    Due due = new Due(MEDIA.get(random.nextInt(3)), new UUID(0, i), at + k * 30_000L, 30_000);
                    dues.add(due);
                    play(random, due, logs);
                }
            }
        }
        List<Absence> absences = List.of(new Absence(
                Cause.values()[random.nextInt(4)],
                midnights.get(1) + random.nextInt(400_000) - 200_000,
                midnights.get(1) + 250_000,
                "x"));
        return new Days(midnights, dues, logs, absences);
    }

    private static void play(Random random, Due due, List<Logged> logs) {
        long start = due.startMs() + random.nextInt(4_400) - 2_200;
        String other = MEDIA.get(random.nextInt(3));
        switch (random.nextInt(8)) {
            case 0 -> {} // missed
            case 1 -> logs.add(log(random, logs.size(), other, start, 30_000, Outcome.COMPLETED));
            case 2 -> {
                logs.add(log(random, logs.size(), due.media(), start, 5_000, Outcome.PARTIAL));
                logs.add(log(random, logs.size(), due.media(), due.startMs() + 9_000, 20_000, Outcome.PARTIAL));
            }
            case 3 -> logs.add(log(random, logs.size(), due.media(), start, 0, Outcome.FAILED));
            case 4 -> {
                logs.add(log(random, logs.size(), due.media(), start, 30_000, Outcome.COMPLETED));
                logs.add(log(random, logs.size(), due.media(), start + 1, 30_000, Outcome.COMPLETED));
            }
            default -> logs.add(log(random, logs.size(), due.media(), start, 30_000, Outcome.COMPLETED));
        }
    }

    private static Logged log(Random random, int id, String media, long start, int ms, Outcome outcome) {
        UUID player = new UUID(0, random.nextInt(2));
        return new Logged(player, new UUID(1, id), media, start, ms, outcome, null, null, null);
    }
}
