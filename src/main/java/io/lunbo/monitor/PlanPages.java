package io.lunbo.monitor;

import io.lunbo.alarm.AlarmRepository;
import io.lunbo.alarm.Watch;
import io.lunbo.alarm.Watch.Seen;
import io.lunbo.site.Site;
import io.lunbo.site.SitePlan;
import io.lunbo.site.SiteRepository;
import io.lunbo.takeover.TakeoverKind;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The sites on a plan, and how the screens there are. */
@Path("/wall/plan")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PlanPages {
    private final SiteRepository sites;
    private final Watch watch;
    private final AlarmRepository alarms;
    private final Clock clock;

    /** How the screens of a site are; the worst that is true of one of them, from bad to good. */
    enum Mood {
        TROUBLE,
        DARK,
        ONLINE,
        UNPAIRED;

        /** The key of its name, which is that of the wall. */
        public String key() {
            return "wall_state_" + word();
        }

        /** The name of its class. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Mood of(Seen seen) {
            if (seen.shown() != null && seen.shown().kind() == TakeoverKind.BLACKOUT) {
                return DARK;
            }
            if (seen.said() == null) {
                return UNPAIRED;
            }
            return seen.silent() || !seen.wrong().isEmpty() ? TROUBLE : ONLINE;
        }
    }

    /** A site with its screens. */
    record Place(Site site, SitePlan.Dot dot, Mood mood, List<Seen> screens) {
        /** The wall with the screens of that site. */
        public String address() {
            return "/wall?q=" + URLEncoder.encode(site.name(), StandardCharsets.UTF_8);
        }
    }

    /**
     * What is on the page.
     *
     * @param places the sites that are on the plan
     * @param unknown those whose coordinates are not known
     * @param nowhere how many screens stand at no site that is known
     */
    record View(SitePlan plan, List<Place> places, List<Place> unknown, long nowhere) {
        public Mood[] moods() {
            return Mood.values();
        }

        /** The length of the scale bar in words. */
        public String bar() {
            return plan.barMetres() >= 1000 ? plan.barMetres() / 1000 + " km" : plan.barMetres() + " m";
        }
    }

    @CheckedTemplate(basePath = "WallPages")
    static class Templates {
        static native TemplateInstance plan(View view);

        private Templates() {}
    }

    PlanPages(SiteRepository sites, Watch watch, AlarmRepository alarms, Clock clock) {
        this.sites = sites;
        this.watch = watch;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The plan of all sites. */
    @GET
    @Transactional
    public TemplateInstance plan() {
        Set<String> going = alarms.open().stream()
                .map(alarm -> alarm.screen().id() + "/" + alarm.kind())
                .collect(Collectors.toSet());
        List<Seen> all = watch.look(clock.instant(), going);
        Map<UUID, List<Seen>> bySite = all.stream()
                .filter(seen -> seen.screen().site() != null)
                .collect(Collectors.groupingBy(seen -> seen.screen().site().id()));
        List<Site> known = sites.inOrder();
        SitePlan plan = SitePlan.of(known);
        return Templates.plan(new View(
                plan,
                plan.dots().stream().map(dot -> place(dot.site(), dot, bySite)).toList(),
                known.stream()
                        .filter(site -> !site.located())
                        .map(site -> place(site, null, bySite))
                        .toList(),
                all.stream().filter(seen -> seen.screen().site() == null).count()));
    }

    private static Place place(Site site, SitePlan.Dot dot, Map<UUID, List<Seen>> bySite) {
        List<Seen> screens = bySite.getOrDefault(site.id(), List.of());
        Mood mood =
                screens.stream().map(Mood::of).min(Comparator.naturalOrder()).orElse(Mood.UNPAIRED);
        return new Place(site, dot, mood, screens);
    }
}
