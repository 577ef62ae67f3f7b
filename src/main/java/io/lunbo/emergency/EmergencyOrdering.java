package io.lunbo.emergency;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.catalog.Usability;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.rendition.Deliveries;
import io.lunbo.review.Approvals;
import io.lunbo.screen.Screen;
import io.lunbo.screen.SignLimits;
import io.lunbo.takeover.Blackout;
import io.lunbo.takeover.Insertion;
import io.lunbo.takeover.Notice;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.takeover.TakeoverOrder.Terms;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Gives orders to the screens that are meant, and refuses what may not be shown on one of them. */
@ApplicationScoped
class EmergencyOrdering {
    private final Target.Choice choice;
    private final Blackout blackout;
    private final Insertion insertion;
    private final MediaRepository media;
    private final Approvals approvals;
    private final Usability usability;
    private final Deliveries deliveries;
    private final Clock clock;

    EmergencyOrdering(
            Target.Choice choice,
            Blackout blackout,
            Insertion insertion,
            MediaRepository media,
            Approvals approvals,
            Usability usability,
            Deliveries deliveries,
            Clock clock) {
        this.choice = choice;
        this.blackout = blackout;
        this.insertion = insertion;
        this.media = media;
        this.approvals = approvals;
        this.usability = usability;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Makes the screens dark; the order of those that were not dark before, or the one that stands where all were. */
    @Transactional
    TakeoverOrder darken(Target target, boolean drill, String reason, Account actor) {
        Set<UUID> meant = choice.of(target).stream().map(Screen::id).collect(Collectors.toSet());
        List<Takeover> standing = blackout.darken(meant, Terms.blackout(drill, reason), actor);
        return standing.get(standing.size() - 1).order(); // those that were dark before stand first
    }

    /**
     * Shows a media on the screens.
     *
     * <p>422: one of the screens has no approval for it, its rights are over, its file for one of them is not made, or its time is over.
     */
    @Transactional
    TakeoverOrder insert(Target target, UUID mediaId, Terms terms, Account actor) {
        requireTime(terms);
        Media chosen =
                media.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.MEDIA_UNKNOWN, mediaId));
        List<Screen> screens = choice.of(target);
        approvals.holdStill();
        Map<Screen, String> files = new LinkedHashMap<>();
        for (Screen screen : screens) {
            files.put(screen, file(chosen, screen, terms));
        }
        return insertion.insert(chosen.sha256(), files, terms, actor);
    }

    /**
     * Shows a warning on the screens.
     *
     * <p>422: its time is over, or the font of a sign lacks a character of it.
     *
     * @param othersOnly whether signs whose font lacks a character are left out, so that all others are not kept waiting; refused all
     *     the same where nothing is left
     */
    @Transactional
    TakeoverOrder announce(Target target, Notice notice, Terms terms, boolean othersOnly, Account actor) {
        requireTime(terms);
        List<Screen> meant = choice.of(target);
        List<Screen> able = othersOnly
                ? meant.stream().filter(screen -> hole(screen, notice) == null).toList()
                : List.of();
        if (able.isEmpty()) {
            meant.forEach(screen -> refuseHoles(screen, notice));
        }
        return insertion.announce(notice, able.isEmpty() ? meant : able, terms, actor);
    }

    /** A sign shows a warning without holes or not at all: what people read in an emergency is not guessed. */
    private static void refuseHoles(Screen screen, Notice notice) {
        String field = hole(screen, notice);
        if (field == null) {
            return;
        }
        try {
            SignLimits.refuseUnshown(screen, notice.words().get(field));
        } catch (Problem lacking) {
            throw lacking.with("field", field);
        }
    }

    /** The first field that the screen's font has not all characters of; null where it has all. */
    private static String hole(Screen screen, Notice notice) {
        return notice.words().entrySet().stream()
                .filter(said -> !SignLimits.unshown(screen, said.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private String file(Media chosen, Screen screen, Terms terms) {
        Instant from = terms.fromAt() == null ? clock.instant() : terms.fromAt();
        LocalDate day = LocalDate.ofInstant(from, screen.timeZone());
        boolean approved = approvals
                .proofs(Set.of(chosen.sha256()), screen.kind().name(), day, day)
                .records()
                .containsKey(chosen.sha256());
        if (!approved) {
            throw Problem.of(ProblemType.TAKEOVER_NOT_APPROVED, chosen.title(), screen.name())
                    .with("screen", screen.code());
        }
        usability.hindrance(chosen, day).ifPresent(why -> {
            throw usability.refusal(ProblemType.MEDIA_NOT_USABLE, chosen, why);
        });
        String file = deliveries.files(List.of(chosen), screen).get(chosen.sha256());
        if (file == null) {
            throw deliveries.missing(chosen, screen);
        }
        return file;
    }

    private void requireTime(Terms terms) {
        Instant now = clock.instant();
        Instant from = terms.fromAt() == null || terms.fromAt().isBefore(now) ? now : terms.fromAt();
        if (terms.untilAt() != null && !terms.untilAt().isAfter(from)) {
            throw Problem.of(ProblemType.TAKEOVER_TIME_OVER);
        }
    }
}
