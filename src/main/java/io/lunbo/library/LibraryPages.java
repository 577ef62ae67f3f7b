package io.lunbo.library;

import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.catalog.CatalogEntries;
import io.lunbo.catalog.Usability;
import io.lunbo.library.Cards.Card;
import io.lunbo.library.LibrarySearch.Found;
import io.lunbo.media.MediaKind;
import io.lunbo.media.ShownMedia;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The library: all media as pictures or lines, found by what is remembered of them. */
@Path("/media")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LibraryPages {
    private static final int SHOWN = 24;
    private static final int TAGS_OFFERED = 50;

    private final LibrarySearch search;
    private final Cards cards;
    private final CatalogEntries entries;
    private final UnitRepository units;
    private final Usability usability;

    /** A choice of a filter, with how many would be shown; a negative number where nobody counted. */
    record Choice(String word, String label, long count, boolean chosen) {}

    /** What the page shows; {@code next} is null on the last page. */
    record View(
            LibraryAddress address,
            LibraryQuery query,
            List<Card> cards,
            List<Choice> standings,
            List<String> tags,
            List<Unit> units,
            String next) {
        public List<Choice> kinds() {
            List<Choice> kinds = new ArrayList<>(List.of(new Choice("", "media_all", -1, query.kind() == null)));
            Arrays.stream(MediaKind.values())
                    .map(kind -> new Choice(
                            kind.name().toLowerCase(Locale.ROOT), ShownMedia.key(kind), -1, kind == query.kind()))
                    .forEach(kinds::add);
            return kinds;
        }

        public List<Choice> sorts() {
            return Arrays.stream(LibrarySort.values())
                    .map(sort -> new Choice(
                            sort == LibrarySort.NEWEST ? "" : sort.word(), sort.key(), -1, sort == query.sort()))
                    .toList();
        }

        public List<Choice> rights() {
            List<Choice> rights =
                    new ArrayList<>(List.of(new Choice("", "library_rights_all", -1, query.rights() == null)));
            Arrays.stream(RightsEnd.values())
                    .map(end -> new Choice(end.word(), end.key(), -1, end == query.rights()))
                    .forEach(rights::add);
            return rights;
        }

        public boolean narrow() {
            return query.narrow() || address.cursor() != null;
        }

        public String q() {
            return query.q() == null ? "" : query.q();
        }

        public String tag() {
            return query.tag() == null ? "" : query.tag();
        }

        public boolean is(Unit unit) {
            return unit.code().equals(query.unit());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(View view);

        static native TemplateInstance notice(long soon, long over);

        private Templates() {}
    }

    LibraryPages(LibrarySearch search, Cards cards, CatalogEntries entries, UnitRepository units, Usability usability) {
        this.search = search;
        this.cards = cards;
        this.entries = entries;
        this.units = units;
        this.usability = usability;
    }

    /** The library. */
    @GET
    public TemplateInstance list(@BeanParam LibraryAddress address) {
        LibraryQuery query = LibraryQuery.of(address);
        Found found = search.find(query, address.cursor(), SHOWN);
        return Templates.list(new View(
                address,
                query,
                cards.of(found.ids()),
                standings(query),
                entries.usualTags(TAGS_OFFERED),
                units.all(),
                found.next()));
    }

    /** How many media have rights that end soon or are over, as a fragment for other pages. */
    @GET
    @Path("/notice")
    @Transactional
    public TemplateInstance notice() {
        LocalDate today = usability.today();
        long over = entries.endingBetween(LocalDate.EPOCH, today.minusDays(1));
        return Templates.notice(entries.endingBetween(today, today.plusDays(Usability.WARNED_DAYS)), over);
    }

    private List<Choice> standings(LibraryQuery query) {
        Map<Standing, Long> counts = search.counts(query);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "media_all", all, query.status() == null)));
        for (Standing one : Standing.values()) {
            choices.add(new Choice(one.word(), one.key(), counts.getOrDefault(one, 0L), one == query.status()));
        }
        return choices;
    }
}
