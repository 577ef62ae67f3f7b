package io.lunbo.catalog;

import io.lunbo.media.Media;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Whether a media may be used on a day. Bookings and sheets ask here beside what was signed. */
@ApplicationScoped
public class Usability {
    /** How long before an end people are warned. */
    public static final int WARNED_DAYS = 30;

    private final CatalogEntries entries;
    private final Clock clock;

    Usability(CatalogEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** Why a media may not be shown on that day; empty where it may. What is planned already is not undone by the archive. */
    public Optional<Hindrance> hindrance(Media media, LocalDate date) {
        return entries.of(media.id()).hindrance(date);
    }

    /** Refuses to book what lies in the archive, or what may not be shown on any day that is left of these. */
    public void refuseToBook(Media media, LocalDate from) {
        LocalDate today = today();
        LocalDate first = from.isBefore(today) ? today : from;
        CatalogEntry entry = entries.heldStill(media.id());
        entry.hindrance(first).ifPresent(why -> {
            throw refusal(ProblemType.MEDIA_NOT_USABLE, media, entry, why);
        });
    }

    /** The refusal of a deed for that reason. */
    public Problem refusal(ProblemType type, Media media, Hindrance why) {
        return refusal(type, media, entries.of(media.id()), why);
    }

    private static Problem refusal(ProblemType type, Media media, CatalogEntry entry, Hindrance why) {
        LocalDate last = entry.rights().lastDay();
        String day = last == null ? "" : last.toString();
        return Problem.of(type, media.title(), new Phrase(why.key() + "_since", day))
                .with("media", media.sha256())
                .with("hindrance", why.name())
                .with("lastDay", last == null ? null : day);
    }

    /** Today where most screens are. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }
}
