package io.lunbo.testsupport;

import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.outage.OutageCause;
import io.lunbo.outage.OutageFacts;
import io.lunbo.outage.Outages;
import io.lunbo.premises.OpeningExceptions;
import io.lunbo.premises.OpeningExceptions.ExceptionFacts;
import io.lunbo.schedule.SheetsPublished;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.lunbo.testsupport.MadeWeek.Day;
import io.lunbo.testsupport.MadeWeek.Film;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Screens of one unit with a player each, and two campaigns that share their films. Screens, players, media, reviews and
 * bookings are made by the product's own deeds; sheets are put in their place as publishing leaves them.
 *
 * @param person inspector, scheduler and play-out operator of the unit
 */
public record MadeNetwork(
        SignedIn person, String unit, List<Station> stations, List<Campaign> campaigns, List<Film> films) {

    /** A screen and its player. */
    public record Station(Screen screen, UUID player, String token) {}

    /** So many screens with an even number of films, booked for these days. */
    public static MadeNetwork of(int screens, int films, ZoneId zone, LocalDate from, LocalDate until) {
        SignedIn person = SignedIn.as(Role.INSPECTOR, Role.SCHEDULER, Role.PLAYOUT);
        String unit = AScreen.unitOf(person.account());
        String code = "w" + UUID.randomUUID().toString().substring(0, 8);
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < screens; i++) {
            stations.add(station(person, unit, "%s-%04d".formatted(code, i), zone));
        }
        List<Campaign> campaigns = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            campaigns.add(ABooking.campaign(stations.get(i % screens).screen(), from, until, person.account()));
        }
        List<Film> made = new ArrayList<>();
        for (int i = 0; i < films; i++) {
            Campaign campaign = campaigns.get(i % 2);
            Media film = ABooking.film(campaign, MadeWeek.SHOWN_MS / 1_000, person.account(), person.account());
            UUID spot = QuarkusTransaction.requiringNew()
                    .call(() -> bean(EntityManager.class)
                            .createQuery("select s.id from Spot s where s.media.id = :film", UUID.class)
                            .setParameter("film", film.id())
                            .getSingleResult());
            made.add(new Film(film.sha256(), spot, campaign.code()));
        }
        return new MadeNetwork(person, unit, stations, campaigns, made);
    }

    private static Station station(SignedIn person, String unit, String code, ZoneId zone) {
        ScreenFacts facts = new ScreenFacts(
                code,
                "屏 " + code,
                ScreenKind.LED_WALL,
                1920,
                1080,
                ScreenColor.FULL,
                zone.getId(),
                "06:00-23:00",
                unit,
                null,
                true);
        Screen screen = bean(ScreenRegistration.class).register(facts, person.account());
        var token = bean(PlayerTokens.class).issue(screen.id(), "made", "made", null);
        return new Station(screen, token.playerId(), token.token());
    }

    /** Publishes the sheets of a screen's days, and enters what was without power. */
    public void publish(Station station, List<Day> days) {
        QuarkusTransaction.requiringNew().run(() -> {
            days.forEach(day -> insert(station, day.sheet()));
            Arc.container()
                    .beanManager()
                    .getEvent()
                    .fire(new SheetsPublished(Set.of(station.screen().id())));
        });
        OutageCause[] causes = OutageCause.values();
        for (Day day : days) {
            if (day.dark() != null) {
                OutageCause cause = causes[Math.floorMod(day.dark().id().hashCode(), causes.length)];
                OutageFacts facts =
                        new OutageFacts(cause, day.dark().from(), day.dark().until(), "停播通知");
                bean(Outages.class).enter(station.screen().code(), facts, person.account());
            }
        }
    }

    /** The codes of the screens, in their order. */
    public List<String> codes() {
        return stations.stream().map(station -> station.screen().code()).toList();
    }

    /** The same network after these orders: closings by the product's own deed, the rest put in its place as the past left it. */
    public MadeNetwork after(List<MadeOrder> orders) {
        Map<String, Screen> now = new HashMap<>();
        for (MadeOrder order : orders) {
            if (order.kind() == MadeOrder.Kind.CLOSED) {
                order.screens().forEach(code -> now.put(code, close(code, order)));
            } else {
                QuarkusTransaction.requiringNew().run(() -> insert(order));
            }
        }
        List<Station> changed = stations.stream()
                .map(one -> new Station(now.getOrDefault(one.screen().code(), one.screen()), one.player(), one.token()))
                .toList();
        return new MadeNetwork(person, unit, changed, campaigns, films);
    }

    /** Lifts what still stands, so that no other test sees it. */
    public void lift(List<MadeOrder> orders) {
        QuarkusTransaction.requiringNew()
                .run(() -> orders.forEach(order -> bean(EntityManager.class)
                        .createNativeQuery(
                                "update takeovers set lifted_at = now(3), lifted_by = :by where order_id = :id and lifted_at is null")
                        .setParameter("by", person.account().id())
                        .setParameter("id", order.id())
                        .executeUpdate()));
    }

    private Screen close(String code, MadeOrder order) {
        ZoneId zone = stations.get(0).screen().timeZone();
        String hours = "%02d:00-%02d:00".formatted(MadeOrder.CLOSING_OPEN_FROM_H, MadeOrder.CLOSING_OPEN_UNTIL_H);
        ExceptionFacts facts = new ExceptionFacts(LocalDate.ofInstant(order.from(), zone), hours, "检修");
        return bean(OpeningExceptions.class).say(code, facts, person.account());
    }

    private void insert(MadeOrder order) {
        boolean dark = order.kind() == MadeOrder.Kind.BLACKOUT;
        boolean drill = order.kind() == MadeOrder.Kind.DRILL;
        bean(EntityManager.class)
                .createNativeQuery("""
                        insert into takeover_orders (id, kind, drill, issuing_level, media_sha256, from_at, until_at, sound,
                          reason, ordered_by, ordered_name, ordered_at, version)
                        values (:id, :kind, :drill, :level, :media, :from, :until, false, '演练', :by, :name, :from, 0)""")
                .setParameter("id", order.id())
                .setParameter("kind", dark ? "BLACKOUT" : "INSERT")
                .setParameter("drill", drill)
                .setParameter("level", dark ? null : "DISTRICT")
                .setParameter("media", dark ? null : MadeWeek.WARNING)
                .setParameter("from", order.from())
                .setParameter("until", order.until())
                .setParameter("by", person.account().id())
                .setParameter("name", person.account().name())
                .executeUpdate();
        for (Station station : stations) {
            if (order.screens().contains(station.screen().code())) {
                bean(EntityManager.class)
                        .createNativeQuery("""
                                insert into takeovers (id, order_id, screen_id, kind, media_sha256, from_at, until_at, sound,
                                  ordered_by, ordered_at, lifted_by, lifted_at, drill, priority, version)
                                values (:id, :order, :screen, :kind, :media, :from, :until, false, :by, :from, :lifter, :lifted,
                                  :drill, 10, 0)""")
                        .setParameter("id", order.of(station.screen().code()))
                        .setParameter("order", order.id())
                        .setParameter("screen", station.screen().id())
                        .setParameter("kind", dark ? "BLACKOUT" : "INSERT")
                        .setParameter("media", dark ? null : MadeWeek.WARNING)
                        .setParameter("from", order.from())
                        .setParameter("until", order.until())
                        .setParameter("by", person.account().id())
                        .setParameter(
                                "lifter",
                                order.lifted() == null ? null : person.account().id())
                        .setParameter("lifted", order.lifted())
                        .setParameter("drill", drill)
                        .executeUpdate();
            }
        }
    }

    private void insert(Station station, SheetContent sheet) {
        byte[] body = sheet.canonicalJson();
        bean(EntityManager.class)
                .createNativeQuery("""
                        insert into sheets (id, screen_id, date, version, state, sha256, body, carry, play_count, idle_ms,
                          summary, built_by, built_at, published_by, published_at)
                        values (:id, :screen, :date, 1, 'PUBLISHED', :sha256, :body, '{}', :plays, 0, '{}', :by, now(3), :by,
                          '1970-01-02')""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("screen", station.screen().id())
                .setParameter("date", sheet.date())
                .setParameter("sha256", SheetContent.sha256(body))
                .setParameter("body", SheetContent.gzip(body))
                .setParameter("plays", sheet.plays().size())
                .setParameter("by", person.account().id())
                .executeUpdate();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
