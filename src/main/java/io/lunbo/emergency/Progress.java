package io.lunbo.emergency;

import io.lunbo.player.PlayerState;
import io.lunbo.player.PlayerStates;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.takeover.TakeoverRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far an order has come.
 *
 * @param rows one for each screen, those that need somebody first
 */
record Progress(TakeoverOrder order, List<Row> rows) {
    /** A player that is there needs a second or two; after this somebody has to look. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LISTED = 300;

    /** Where an order stands on a screen; those that need somebody first. */
    enum State {
        /** Told, and not confirmed in time. */
        LATE,
        /** Its end was told, and not confirmed in time. */
        LIFT_LATE,
        /** The player is silent. */
        UNREACHED,
        /** No player was ever paired. */
        UNPAIRED,
        /** Told a moment ago. */
        PENDING,
        /** Its end was told a moment ago. */
        LIFT_PENDING,
        /** Something of a higher priority is shown; this one follows. */
        WAITING,
        /** Its time has not come. */
        SCHEDULED,
        /** The player does it. */
        CONFIRMED,
        /** Somebody ended it, and the player does it no more. */
        LIFTED,
        /** Its time is over. */
        OVER;

        /** The key of its name. */
        public String key() {
            return "emergency_state_" + name().toLowerCase(Locale.ROOT);
        }

        /** Whether somebody has to look. */
        public boolean alarming() {
            return this == LATE || this == LIFT_LATE;
        }

        /** Whether the screen cannot be told. */
        public boolean unreached() {
            return this == UNREACHED || this == UNPAIRED;
        }

        /** Whether it will change by itself soon. */
        public boolean moving() {
            return this == PENDING || this == LIFT_PENDING || alarming();
        }
    }

    /**
     * One screen.
     *
     * @param tookMs from when it should have begun, or ended, to the player's word; null where there is none
     */
    record Row(Takeover takeover, Screen screen, State state, Long tookMs) {
        /** Seconds with one decimal; null where there is no word yet. */
        public String seconds() {
            return tookMs == null ? null : String.format(Locale.ROOT, "%.1f", tookMs / 1000.0);
        }

        /** Whether it may still be lifted on this screen alone. */
        public boolean liftable() {
            return !takeover.lifted() && state != State.OVER;
        }
    }

    /** The rows that a page shows: those that need somebody are first. */
    public List<Row> listed() {
        return rows.subList(0, Math.min(LISTED, rows.size()));
    }

    /** How many more there are. */
    public int unlisted() {
        return Math.max(0, rows.size() - LISTED);
    }

    /** How many screens there are. */
    public int total() {
        return rows.size();
    }

    /** How many stand so, or stood so in the end. */
    public long confirmed() {
        return rows.stream().filter(row -> row.takeover().confirmedAt() != null).count();
    }

    /** How many need somebody. */
    public long late() {
        return rows.stream().filter(row -> row.state().alarming()).count();
    }

    /** How many could not be told. */
    public long unreached() {
        return rows.stream().filter(row -> row.state().unreached()).count();
    }

    /** How many wait for something of a higher priority, or for their time. */
    public long waiting() {
        return rows.stream()
                .filter(row -> row.state() == State.WAITING || row.state() == State.SCHEDULED)
                .count();
    }

    /** Whether it can still be lifted somewhere. */
    public boolean liftable() {
        return rows.stream().anyMatch(Row::liftable);
    }

    /** Whether something is on its way: then the page looks every second. */
    public boolean moving() {
        return rows.stream().anyMatch(row -> row.state().moving());
    }

    /** The longest that a player took, in seconds; null where none has confirmed. */
    public String slowest() {
        return rows.stream()
                .filter(row -> row.tookMs() != null)
                .max(Comparator.comparing(Row::tookMs))
                .map(Row::seconds)
                .orElse(null);
    }

    /** Works it out from what the players have said. */
    @ApplicationScoped
    static class Reading {
        private final TakeoverRepository takeovers;
        private final ScreenRepository screens;
        private final PlayerStates states;

        Reading(TakeoverRepository takeovers, ScreenRepository screens, PlayerStates states) {
            this.takeovers = takeovers;
            this.screens = screens;
            this.states = states;
        }

        /** Of an order at that moment. */
        @Transactional
        Progress of(TakeoverOrder order, Instant now) {
            return of(List.of(order), now).get(0);
        }

        /** Of several at that moment. */
        @Transactional
        List<Progress> of(List<TakeoverOrder> orders, Instant now) {
            if (orders.isEmpty()) {
                return List.of();
            }
            Map<UUID, Takeover> shown = takeovers.standing(now).stream()
                    .collect(Collectors.toMap(Takeover::screenId, Function.identity(), (first, second) -> first));
            Map<UUID, List<PlayerState>> said = states.latest();
            Map<UUID, Screen> known =
                    screens.listAll().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
            return orders.stream()
                    .map(order -> new Progress(
                            order,
                            takeovers.of(order).stream()
                                    .map(one -> row(one, known.get(one.screenId()), shown, said, now))
                                    .sorted(Comparator.comparing(Row::state)
                                            .thenComparing(row -> row.screen().name()))
                                    .toList()))
                    .toList();
        }

        private Row row(
                Takeover one,
                Screen screen,
                Map<UUID, Takeover> shown,
                Map<UUID, List<PlayerState>> said,
                Instant now) {
            Instant due = one.fromAt().isAfter(one.orderedAt()) ? one.fromAt() : one.orderedAt();
            Long took = one.lifted() ? between(one.liftedAt(), one.liftConfirmedAt()) : between(due, one.confirmedAt());
            return new Row(
                    one, screen, state(one, shown.get(one.screenId()), said.get(one.screenId()), due, now), took);
        }

        private State state(Takeover one, Takeover shown, List<PlayerState> said, Instant due, Instant now) {
            if (one.lifted()) {
                return ofLift(one, said, now);
            }
            if (one.untilAt() != null && !one.untilAt().isAfter(now)) {
                return State.OVER;
            }
            if (one.fromAt().isAfter(now)) {
                return State.SCHEDULED;
            }
            if (!one.drill() && shown != null && !shown.id().equals(one.id())) {
                return State.WAITING;
            }
            if (one.confirmedAt() != null) {
                return State.CONFIRMED;
            }
            return reach(said, due, now, State.PENDING, State.LATE);
        }

        private State ofLift(Takeover one, List<PlayerState> said, Instant now) {
            boolean history = Duration.between(one.liftedAt(), now).toDays() >= 1;
            if (one.liftConfirmedAt() != null || one.confirmedAt() == null || history) {
                return State.LIFTED;
            }
            return reach(said, one.liftedAt(), now, State.LIFT_PENDING, State.LIFT_LATE);
        }

        private State reach(List<PlayerState> said, Instant since, Instant now, State early, State late) {
            if (said == null) {
                return State.UNPAIRED;
            }
            if (said.stream().allMatch(states::silent)) {
                return State.UNREACHED;
            }
            return Duration.between(since, now).compareTo(PATIENCE) > 0 ? late : early;
        }

        private static Long between(Instant from, Instant until) {
            return until == null
                    ? null
                    : Math.max(0, Duration.between(from, until).toMillis());
        }
    }
}
