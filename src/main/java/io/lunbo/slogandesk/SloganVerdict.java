package io.lunbo.slogandesk;

import io.lunbo.lint.Hit;
import io.lunbo.occasion.Timeliness.Over;
import io.lunbo.screen.SignLimits.Unshown;
import io.lunbo.slogan.SloganNormalisation.Change;
import io.lunbo.slogandesk.SloganIntake.Alike;
import io.lunbo.web.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is to be said of a line that is to become a slogan.
 *
 * @param line its number as people count, from 1
 * @param typed as it was typed
 * @param text as it would be saved
 * @param changes what is different between the two
 * @param refusal why it can be no slogan; null where it can
 * @param undisplayable what signs with GB 2312 fonts cannot show
 * @param onGbk whether signs with GBK fonts show all of it
 * @param suggestion the text with every repair made; null where there is none
 * @param alike slogans of the unit that differ only in punctuation, spaces or width
 * @param alikeLine the earlier line of the same list that it is like; null where there is none
 * @param hits what the language lint finds: advice, which its reviewers will see
 * @param over what it speaks of that is over; null where nothing is
 * @param knownAs the media where the unit has this very text already
 * @param sameAsLine the earlier line of the same list with this very text; null where there is none
 */
public record SloganVerdict(
        int line,
        String typed,
        String text,
        List<Change> changes,
        Problem refusal,
        List<Unshown> undisplayable,
        boolean onGbk,
        String suggestion,
        List<Alike> alike,
        Integer alikeLine,
        List<Hit> hits,
        Over over,
        UUID knownAs,
        Integer sameAsLine) {
    /** What somebody has to know before it is saved. */
    public enum Doubt {
        /** It is saved otherwise than it was typed. */
        CHANGED,
        /** Signs with GB 2312 fonts cannot show all of it. */
        UNDISPLAYABLE,
        /** There is one that differs only in punctuation, spaces or width. */
        ALIKE,
        /** It speaks of what is over. */
        OVER
    }

    /** The verdict in one word. */
    public enum Kind {
        GOOD,
        CHANGED,
        DOUBTFUL,
        KNOWN,
        REFUSED;

        /** The key of the word for people. */
        public String key() {
            return "slogandesk_kind_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** What somebody has to know before it is saved. */
    public Set<Doubt> doubts() {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (changes.stream().anyMatch(Change::shows)) {
            doubts.add(Doubt.CHANGED);
        }
        if (!undisplayable.isEmpty()) {
            doubts.add(Doubt.UNDISPLAYABLE);
        }
        if (!alike.isEmpty() || alikeLine != null) {
            doubts.add(Doubt.ALIKE);
        }
        if (over != null) {
            doubts.add(Doubt.OVER);
        }
        return doubts;
    }

    /** The same in one word. */
    public Kind kind() {
        if (refusal != null) {
            return Kind.REFUSED;
        }
        if (knownAs != null || sameAsLine != null) {
            return Kind.KNOWN;
        }
        Set<Doubt> doubts = doubts();
        return doubts.isEmpty() ? Kind.GOOD : doubts.equals(EnumSet.of(Doubt.CHANGED)) ? Kind.CHANGED : Kind.DOUBTFUL;
    }

    /** Whether a reader would see that it is saved otherwise than it was typed. */
    public boolean changed() {
        return doubts().contains(Doubt.CHANGED);
    }

    /** The doubts as a form sends them back. */
    public String seen() {
        return doubts().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Whether it can be saved by somebody who has seen these doubts. */
    boolean savable(Set<Doubt> seen) {
        return refusal == null && seen.containsAll(doubts());
    }
}
