package io.lunbo.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.alarm.AlarmKind;
import io.lunbo.alarm.AlarmRepository;
import io.lunbo.alarm.Watch;
import io.lunbo.alarm.Watch.Seen;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.site.ScreenGroup;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.takeover.TakeoverKind;
import io.lunbo.web.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Every screen: its last picture, what is on and what should be, and what is wrong. */
@Path("/wall")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class WallPages {
    private static final int ON_A_PAGE = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Watch watch;
    private final AlarmRepository alarms;
    private final Deliveries deliveries;
    private final ScreenGroupRepository groups;
    private final Language language;
    private final Clock clock;

    /** Which screens are wanted. */
    enum State {
        ALL(tile -> true),
        TROUBLE(Tile::trouble),
        OFFLINE(Tile::offline),
        ONLINE(tile -> tile.seen().said() != null && !tile.offline()),
        DARK(Tile::dark),
        UNPAIRED(tile -> tile.seen().said() == null);

        private final Predicate<Tile> fits;

        State(Predicate<Tile> fits) {
            this.fits = fits;
        }

        /** The key of its name. */
        public String key() {
            return "wall_state_" + word();
        }

        /** As it stands in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One screen; what is on and what should be in words. */
    record Tile(Seen seen, String on, String planned, List<String> faults) {
        public boolean trouble() {
            return !seen.wrong().isEmpty();
        }

        public boolean offline() {
            return seen.silent();
        }

        public boolean dark() {
            return seen.shown() != null && seen.shown().kind() == TakeoverKind.BLACKOUT;
        }

        /** How many manifests its player is behind. */
        public long behind() {
            return Math.max(0, seen.expectedVersion() - seen.said().manifestVersion());
        }
    }

    /** What somebody looks for, as the address says it. */
    public record Query(
            @RestQuery String q,
            @RestQuery String group,
            @RestQuery String state,
            @RestQuery String page) {
        public String words() {
            return q == null ? "" : q.strip();
        }

        public String groupCode() {
            return group == null ? "" : group;
        }

        public String stateWord() {
            return wanted().word();
        }

        State wanted() {
            return Arrays.stream(State.values())
                    .filter(one -> one.word().equals(state))
                    .findFirst()
                    .orElse(State.ALL);
        }

        public int pageNumber() {
            return page != null && page.matches("\\d{1,4}") ? Integer.parseInt(page) : 0;
        }
    }

    /**
     * What is on the page.
     *
     * @param counts how many screens of the words and the group are in each state
     * @param matching how many fit in all
     * @param unconfirmed how many screens owe an order their word, and nobody has taken that on
     */
    record View(
            Query query,
            List<Tile> tiles,
            Map<State, Long> counts,
            long matching,
            List<ScreenGroup> groups,
            long unconfirmed) {
        public State[] states() {
            return State.values();
        }

        public long count(State state) {
            return counts.getOrDefault(state, 0L);
        }

        public long first() {
            return matching == 0 ? 0 : (long) query.pageNumber() * ON_A_PAGE + 1;
        }

        public long last() {
            return Math.min(matching, (query.pageNumber() + 1L) * ON_A_PAGE);
        }

        public boolean more() {
            return last() < matching;
        }

        public String address(int page) {
            return address(query.wanted(), page);
        }

        public String addressOf(State state) {
            return address(state, 0);
        }

        private String address(State state, int page) {
            return "/wall?q=" + URLEncoder.encode(query.words(), StandardCharsets.UTF_8) + "&group="
                    + URLEncoder.encode(query.groupCode(), StandardCharsets.UTF_8) + "&state=" + state.word()
                    + "&page=" + page;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance wall(View view);

        private Templates() {}
    }

    WallPages(
            Watch watch,
            AlarmRepository alarms,
            Deliveries deliveries,
            ScreenGroupRepository groups,
            Language language,
            Clock clock) {
        this.watch = watch;
        this.alarms = alarms;
        this.deliveries = deliveries;
        this.groups = groups;
        this.language = language;
        this.clock = clock;
    }

    /** A page of the wall. */
    @GET
    @Transactional
    public TemplateInstance wall(@BeanParam Query query) {
        List<Seen> all = watch.look(clock.instant(), alarms.goingOn());
        Map<String, Delivered> behind = deliveries.behind(hashes(all));
        String words = query.words().toLowerCase(Locale.ROOT);
        List<Tile> named = all.stream()
                .filter(seen -> query.groupCode().isEmpty() || seen.screen().isIn(query.groupCode()))
                .map(seen -> tile(seen, behind))
                .filter(tile -> words.isEmpty() || text(tile).contains(words))
                .toList();
        Map<State, Long> counts = Arrays.stream(State.values())
                .collect(Collectors.toMap(
                        state -> state,
                        state -> named.stream().filter(state.fits).count()));
        State wanted = query.wanted();
        List<Tile> shown = named.stream()
                .filter(wanted.fits)
                .skip((long) query.pageNumber() * ON_A_PAGE)
                .limit(ON_A_PAGE)
                .toList();
        return Templates.wall(new View(query, shown, counts, counts.get(wanted), groups.inOrder(), unconfirmed(all)));
    }

    /** Of all screens, whichever are looked for: the bell rings for them. */
    private long unconfirmed(List<Seen> all) {
        Set<UUID> takenOn = alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.TAKEOVER_UNCONFIRMED && alarm.acknowledgedAt() != null)
                .map(alarm -> alarm.screen().id())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(seen -> seen.wrong().containsKey(AlarmKind.TAKEOVER_UNCONFIRMED))
                .filter(seen -> !takenOn.contains(seen.screen().id()))
                .count();
    }

    private static Set<String> hashes(List<Seen> all) {
        Set<String> hashes = new HashSet<>();
        all.forEach(seen -> Stream.of(
                        seen.planned(), seen.said() == null ? null : seen.said().playingSha256())
                .filter(hash -> hash != null)
                .forEach(hashes::add));
        return hashes;
    }

    private Tile tile(Seen seen, Map<String, Delivered> behind) {
        String on = seen.said() == null
                ? language.text("wall_none")
                : seen.said().takeoverId() != null
                        ? language.text("wall_takeover")
                        : title(seen.said().playingSha256(), behind);
        return new Tile(seen, on, title(seen.planned(), behind), faults(seen));
    }

    private String title(String sha256, Map<String, Delivered> behind) {
        if (sha256 == null) {
            return language.text("wall_none");
        }
        Delivered delivered = behind.get(sha256);
        return delivered == null ? sha256.substring(0, 12) : delivered.media().title();
    }

    private static List<String> faults(Seen seen) {
        try {
            return seen.said() == null || !seen.said().hasFaults()
                    ? List.of()
                    : JSON.readTree(seen.said().faults()).findValuesAsText("code").stream()
                            .distinct()
                            .limit(4)
                            .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a player's faults were stored as no JSON", e);
        }
    }

    private static String text(Tile tile) {
        return (tile.seen().screen().name()
                        + ' '
                        + tile.seen().screen().code()
                        + ' '
                        + (tile.seen().screen().site() == null
                                ? ""
                                : tile.seen().screen().site().name())
                        + ' '
                        + tile.on()
                        + ' '
                        + tile.planned())
                .toLowerCase(Locale.ROOT);
    }
}
