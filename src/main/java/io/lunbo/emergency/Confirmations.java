package io.lunbo.emergency;

import io.lunbo.player.PlayerStates.Said;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes down when a player first said that it does what was ordered, and that it does it no more. */
@ApplicationScoped
class Confirmations {
    private final TakeoverRepository takeovers;

    Confirmations(TakeoverRepository takeovers) {
        this.takeovers = takeovers;
    }

    void said(@Observes Said said) {
        for (Takeover told : takeovers.unconfirmed(said.screenId(), said.manifestVersion())) {
            boolean does = does(told, said);
            if (told.lifted() && !does) {
                takeovers.confirmLift(told.id(), said.at());
            } else if (!told.lifted() && does) {
                takeovers.confirm(told.id(), said.at());
            }
        }
    }

    /** A player that says which order it follows is believed; of another one what it plays has to do. */
    private static boolean does(Takeover told, Said said) {
        if (told.drill()) {
            return told.id().equals(said.drill());
        }
        if (said.speaksOfOrders()) {
            return told.id().equals(said.takeover());
        }
        return switch (told.kind()) {
            case BLACKOUT -> said.playing() == null;
            case INSERT -> told.mediaSha256().equals(said.playing());
            case NOTICE -> false;
        };
    }
}
