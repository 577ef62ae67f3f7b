package io.lunbo.spotimport;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.Targeting;
import io.lunbo.desk.AlternativeLine;
import io.lunbo.desk.SpotForm;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.screen.Screen;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.spotimport.SpotTable.Line;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Makes of a line what a person would have typed into the booking form. */
@ApplicationScoped
class SpotLines {
    private static final String BETWEEN = "[,，;；、\\n]+";
    private static final String DAYS = "一二三四五六日";
    private static final List<Column> WAYS =
            List.of(Column.WEIGHT, Column.SHARE, Column.PER_HOUR, Column.PER_DAY, Column.FIXED);

    private final ReviewRepository reviews;
    private final MediaRepository media;
    private final Targeting targeting;
    private final ScreenGroupRepository groups;
    private final AlternativeCells alternatives;

    SpotLines(
            ReviewRepository reviews,
            MediaRepository media,
            Targeting targeting,
            ScreenGroupRepository groups,
            AlternativeCells alternatives) {
        this.reviews = reviews;
        this.media = media;
        this.targeting = targeting;
        this.groups = groups;
        this.alternatives = alternatives;
    }

    /**
     * What lines of one campaign may name.
     *
     * @param submitted the newest review of each media that was not only sent back
     */
    record Known(Campaign campaign, List<Review> submitted, List<Screen> screens, List<ScreenGroup> groups) {}

    Known known(Campaign campaign) {
        Set<Object> seen = new LinkedHashSet<>();
        List<Review> submitted = reviews.ofRun(campaign.id()).stream()
                .filter(review -> review.state() != ReviewState.REJECTED)
                .filter(review -> seen.add(review.media().id()))
                .toList();
        return new Known(campaign, submitted, targeting.screensOf(campaign), groups.inOrder());
    }

    /** The review of the media that a line names; refused where it names none, or several. */
    Review review(Line line, Known known) {
        return review(line.at(Column.MEDIA), Column.MEDIA, known);
    }

    private Review review(String named, Column column, Known known) {
        List<Review> found = known.submitted().stream()
                .filter(review -> isNamed(review.media(), named))
                .toList();
        if (found.size() > 1) {
            throw wrong(ProblemType.IMPORT_MEDIA_AMBIGUOUS, column, named, found.size());
        }
        if (found.isEmpty()) {
            boolean there = !named.isEmpty() && (media.count("title", named) > 0 || isKnownHash(named));
            throw wrong(there ? ProblemType.SPOT_MEDIA_NOT_SUBMITTED : ProblemType.IMPORT_MEDIA_UNKNOWN, column, named);
        }
        return found.get(0);
    }

    /** Hashes are asked for by hashes only: the database compares them with nothing else. */
    private boolean isKnownHash(String named) {
        String hash = named.toLowerCase(Locale.ROOT);
        return hash.matches("[0-9a-f]{64}") && media.bySha256(hash).isPresent();
    }

    private static boolean isNamed(Media one, String named) {
        return one.title().strip().equals(named)
                || one.sha256().equals(named.toLowerCase(Locale.ROOT))
                || one.id().toString().equals(named.toLowerCase(Locale.ROOT));
    }

    /** The cell that says how often; that of weights where none does. */
    static Column way(Line line) {
        return WAYS.stream().filter(way -> !line.at(way).isEmpty()).findFirst().orElse(Column.WEIGHT);
    }

    /** The form of a line; a cell that cannot be read is refused with its column. */
    SpotForm form(Line line, Known known) {
        List<Column> ways = WAYS.stream().filter(way -> !line.at(way).isEmpty()).toList();
        if (ways.size() != 1) {
            throw Problem.of(ProblemType.SPOT_DEMAND_UNCLEAR);
        }
        Media shown = review(line, known).media();
        List<String> parts = split(line.at(Column.DAYPARTS));
        List<AlternativeLine> others = alternatives
                .read(
                        line.at(Column.ALTERNATIVES),
                        known.screens(),
                        named -> review(named, Column.ALTERNATIVES, known)
                                .media()
                                .id()
                                .toString())
                .orElseThrow(() -> cell(line, Column.ALTERNATIVES));
        return new SpotForm(
                shown.id().toString(),
                List.of(),
                ways.get(0).name(),
                number(line, Column.WEIGHT),
                line.at(Column.SHARE).replace("%", "").strip(),
                number(line, Column.PER_HOUR),
                number(line, Column.PER_DAY),
                fixed(line),
                "",
                "",
                line.at(Column.GROUP),
                number(line, Column.APART),
                number(line, Column.STILL),
                time(line, Column.FIRST),
                time(line, Column.LAST),
                parts.stream().filter(part -> !isTimes(part)).toList(),
                String.join(
                        "\n",
                        parts.stream()
                                .filter(SpotLines::isTimes)
                                .map(SpotLines::padded)
                                .toList()),
                flight(line, known.campaign()),
                weekdays(line),
                "",
                "",
                screens(line, known),
                others.stream().map(AlternativeLine::media).toList(),
                others.stream().map(AlternativeLine::where).toList(),
                "");
    }

    private static String number(Line line, Column column) {
        if (!line.at(column).matches("\\d{0,7}")) {
            throw cell(line, column);
        }
        return line.at(column);
    }

    private static String fixed(Line line) {
        List<String> times = new ArrayList<>();
        for (String one : split(line.at(Column.FIXED))) {
            try {
                times.add(LocalDateTime.parse(one.replaceAll("\\s+", "T").replace('/', '-'))
                        .toString());
            } catch (DateTimeException e) {
                throw cell(line, Column.FIXED);
            }
        }
        return String.join("\n", times);
    }

    private static String time(Line line, Column column) {
        String text = padded(line.at(column));
        if (!text.isEmpty() && !text.matches("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?")) {
            throw cell(line, column);
        }
        return text;
    }

    /** 7:00-9:00 is 07:00-09:00. */
    private static String padded(String text) {
        return text.replace('：', ':')
                .replaceAll("[–—~～至]", "-")
                .replaceAll("\\s", "")
                .replaceAll("(?<!\\d)(\\d):", "0$1:");
    }

    private static boolean isTimes(String part) {
        return part.matches("\\d{1,2}[:：].*");
    }

    private static String flight(Line line, Campaign campaign) {
        if (line.at(Column.FROM).isEmpty() && line.at(Column.UNTIL).isEmpty()) {
            return "";
        }
        LocalDate from = date(line, Column.FROM, campaign.from());
        LocalDate until = date(line, Column.UNTIL, campaign.until());
        if (until.isBefore(campaign.from()) || from.isAfter(campaign.until())) {
            throw wrong(
                    ProblemType.IMPORT_OUTSIDE,
                    from.isAfter(campaign.until()) ? Column.FROM : Column.UNTIL,
                    line.at(Column.FROM).isEmpty() ? "…" : from.toString(),
                    line.at(Column.UNTIL).isEmpty() ? "…" : until.toString(),
                    campaign.from().toString(),
                    campaign.until().toString());
        }
        if (until.isBefore(from)) {
            throw wrong(ProblemType.DATES_REVERSED, Column.UNTIL, from.toString(), until.toString());
        }
        return from + ".." + until;
    }

    private static LocalDate date(Line line, Column column, LocalDate usual) {
        String text = line.at(column);
        try {
            String[] parts = text.split("[-/.年月日]");
            return text.isEmpty()
                    ? usual
                    : LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw cell(line, column);
        }
    }

    private static List<String> weekdays(Line line) {
        Set<DayOfWeek> days = new TreeSet<>();
        for (String part : split(line.at(Column.WEEKDAYS))) {
            String[] ends = part.split("[-–~～至]", -1);
            DayOfWeek at = weekday(line, ends[0]);
            DayOfWeek last = weekday(line, ends[ends.length - 1]);
            days.add(at);
            while (at != last) {
                at = at.plus(1);
                days.add(at);
            }
        }
        return days.stream().map(DayOfWeek::name).toList();
    }

    private static DayOfWeek weekday(Line line, String text) {
        String plain =
                text.strip().replaceAll("^(周|星期|礼拜)", "").replace('天', '日').toUpperCase(Locale.ROOT);
        int at = plain.length() == 1 ? Math.max(DAYS.indexOf(plain), "1234567".indexOf(plain)) : -1;
        return at >= 0
                ? DayOfWeek.of(at + 1)
                : Arrays.stream(DayOfWeek.values())
                        .filter(day -> plain.length() >= 3 && day.name().startsWith(plain))
                        .findFirst()
                        .orElseThrow(() -> cell(line, Column.WEEKDAYS));
    }

    /** Codes of the screens that are named, or that are in the groups that are named now. */
    private static List<String> screens(Line line, Known known) {
        Set<String> codes = new TreeSet<>();
        for (String named : split(line.at(Column.SCREENS))) {
            List<Screen> found = known.screens().stream()
                    .filter(screen ->
                            screen.code().equals(named) || screen.name().equals(named))
                    .toList();
            if (found.isEmpty()) {
                found = known.groups().stream()
                        .filter(group ->
                                group.code().equals(named) || group.name().equals(named))
                        .flatMap(group -> known.screens().stream().filter(screen -> screen.isIn(group.code())))
                        .toList();
            }
            if (found.isEmpty()) {
                throw wrong(ProblemType.IMPORT_SCREEN_UNKNOWN, Column.SCREENS, named);
            }
            found.forEach(screen -> codes.add(screen.code()));
        }
        return List.copyOf(codes);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(BETWEEN))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Problem cell(Line line, Column column) {
        return wrong(ProblemType.IMPORT_CELL_WRONG, column, new Phrase(column.key()), line.at(column));
    }

    private static Problem wrong(ProblemType type, Column column, Object... arguments) {
        return Problem.of(type, arguments).with("column", column);
    }
}
