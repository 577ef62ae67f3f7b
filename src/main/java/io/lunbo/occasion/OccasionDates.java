package io.lunbo.occasion;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When an occasion is, as people write it: {@code 10-01..10-07} every year, {@code 2023-01-21..2023-02-05} in one year
 * only, one day without an end, several separated by commas.
 */
public final class OccasionDates {
    private static final Pattern PART =
            Pattern.compile("(?:(\\d{4})-)?(\\d{2})-(\\d{2})(?:\\.\\.(?:(\\d{4})-)?(\\d{2})-(\\d{2}))?");
    private static final int MOST_PARTS = 100;
    private static final long LONGEST_DAYS = 366;

    private final String written;
    private final List<Yearly> yearly;
    private final List<Span> single;

    private record Yearly(MonthDay from, MonthDay until) {
        Span startingIn(int year) {
            LocalDate begin = from.atYear(year);
            LocalDate end = until.atYear(year);
            return new Span(begin, end.isBefore(begin) ? until.atYear(year + 1) : end);
        }
    }

    /** From the first day to the last, both included. */
    public record Span(LocalDate from, LocalDate until) {
        boolean has(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(until);
        }
    }

    private OccasionDates(String written, List<Yearly> yearly, List<Span> single) {
        this.written = written;
        this.yearly = yearly;
        this.single = single;
    }

    /** Reads what a person wrote; an {@link IllegalArgumentException} where it is not understood. */
    public static OccasionDates parse(String text) {
        List<Yearly> yearly = new ArrayList<>();
        List<Span> single = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String part : text.strip().split("\\s*[,，;；、\\n]\\s*")) {
            Matcher found = PART.matcher(part.replaceAll("\\s", ""));
            if (!found.matches()) {
                throw new IllegalArgumentException(part);
            }
            try {
                read(found, yearly, single);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(part, e);
            }
            words.add(found.group());
        }
        if (words.size() > MOST_PARTS) {
            throw new IllegalArgumentException(words.get(MOST_PARTS));
        }
        return new OccasionDates(String.join(", ", words), List.copyOf(yearly), List.copyOf(single));
    }

    private static void read(Matcher found, List<Yearly> yearly, List<Span> single) {
        MonthDay from = day(found, 2);
        MonthDay until = found.group(5) == null ? from : day(found, 5);
        String year = found.group(1);
        String lastYear = found.group(4);
        if (year == null) {
            if (lastYear != null) {
                throw new IllegalArgumentException(found.group());
            }
            yearly.add(new Yearly(from, until));
            return;
        }
        LocalDate begin = exactly(from, Integer.parseInt(year));
        LocalDate end = exactly(until, Integer.parseInt(lastYear == null ? year : lastYear));
        if (end.isBefore(begin) || ChronoUnit.DAYS.between(begin, end) > LONGEST_DAYS) {
            throw new IllegalArgumentException(found.group());
        }
        single.add(new Span(begin, end));
    }

    private static MonthDay day(Matcher found, int group) {
        return MonthDay.of(Integer.parseInt(found.group(group)), Integer.parseInt(found.group(group + 1)));
    }

    private static LocalDate exactly(MonthDay day, int year) {
        return LocalDate.of(year, day.getMonth(), day.getDayOfMonth());
    }

    /** When it is in a year; empty where nobody wrote that down. */
    public Optional<Span> in(int year) {
        return around(year, year).filter(span -> span.from().getYear() == year).max(Comparator.comparing(Span::until));
    }

    /** Whether a date is one of its days. */
    public boolean has(LocalDate date) {
        return around(date.getYear() - 1, date.getYear()).anyMatch(span -> span.has(date));
    }

    /** When it was last, of those that are over on that date. */
    public Optional<Span> lastBefore(LocalDate date) {
        return around(date.getYear() - 2, date.getYear())
                .filter(span -> span.until().isBefore(date))
                .max(Comparator.comparing(Span::until));
    }

    /** When it is next, beginning after that date. */
    public Optional<Span> nextAfter(LocalDate date) {
        return around(date.getYear(), date.getYear() + 1)
                .filter(span -> span.from().isAfter(date))
                .min(Comparator.comparing(Span::from));
    }

    private Stream<Span> around(int firstYear, int lastYear) {
        Stream<Span> everyYear = IntStream.rangeClosed(firstYear, lastYear)
                .boxed()
                .flatMap(year -> yearly.stream().map(one -> one.startingIn(year)));
        return Stream.concat(everyYear, single.stream());
    }

    /** As it is kept. */
    @Override
    public String toString() {
        return written;
    }
}
