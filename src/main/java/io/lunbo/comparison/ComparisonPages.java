package io.lunbo.comparison;

import io.lunbo.comparison.ComparedSheets.Compared;
import io.lunbo.comparison.SheetComparison.Change;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Two versions side by side. */
@Path("/sheet-comparison")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ComparisonPages {
    private static final int SHOWN = 1000;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ComparedSheets compared;
    private final SheetRepository sheets;

    /** A change as it is shown: times on the screen's clock, empty where there is none. */
    record Line(String kindKey, String badge, String before, String after, String title, int seconds) {}

    /** An item's counts. */
    record Item(String title, int before, int after, int difference) {}

    /** The page. */
    record Sight(Compared compared, List<Sheet> versions, List<Item> items, List<Line> lines, int more) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance compare(Sight sight);

        private Templates() {}
    }

    ComparisonPages(ComparedSheets compared, SheetRepository sheets) {
        this.compared = compared;
        this.sheets = sheets;
    }

    /** Compares two versions. */
    @GET
    public TemplateInstance compare(@RestQuery UUID before, @RestQuery UUID after) {
        Compared found = compared.of(before, after);
        List<Change> changes = found.comparison().changes();
        List<Line> lines =
                changes.stream().limit(SHOWN).map(change -> line(found, change)).toList();
        List<Item> items = found.comparison().counts().stream()
                .map(count ->
                        new Item(found.titles().get(count.media()), count.before(), count.after(), count.difference()))
                .toList();
        List<Sheet> versions =
                sheets.versions(found.after().screenId(), found.after().date());
        return Templates.compare(new Sight(found, versions, items, lines, Math.max(0, changes.size() - SHOWN)));
    }

    private static Line line(Compared found, Change change) {
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        String badge = change.kind() == SheetComparison.Kind.MOVED
                ? "badge-quiet"
                : change.kind() == SheetComparison.Kind.ADDED ? "badge-good" : "badge-warn";
        return new Line(
                "comparison_" + kind,
                badge,
                clock(found, change.beforeMs()),
                clock(found, change.afterMs()),
                found.titles().get(change.media()),
                change.durationMs() / 1000);
    }

    private static String clock(Compared found, Integer startMs) {
        return startMs == null
                ? ""
                : found.content()
                        .from()
                        .plusMillis(startMs)
                        .atZone(found.content().timeZone())
                        .format(SECOND);
    }
}
