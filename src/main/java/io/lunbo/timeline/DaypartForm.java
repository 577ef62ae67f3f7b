package io.lunbo.timeline;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.Spot;
import io.lunbo.web.FormErrors;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/**
 * New hours of a daypart as they were dragged or typed: text, so that nothing is lost where it cannot be understood.
 *
 * @param campaign the campaign's code
 * @param spot whose own hours they are; null: a daypart of the campaign
 * @param name the daypart's name; of a spot's own hours nothing
 * @param was its hours as they were seen
 * @param from when it begins, e.g. {@code 07:00}
 * @param until when it ends, up to {@code 24:00}; not after its beginning: on the next day
 * @param version the version of the campaign, or of the spot, that the person saw
 * @param back where one came from
 */
public record DaypartForm(
        @RestForm String campaign,
        @RestForm UUID spot,
        @RestForm String name,
        @RestForm String was,
        @RestForm String from,
        @RestForm String until,
        @RestForm String version,
        @RestForm String back) {
    /**
     * What is on the page where it was refused.
     *
     * @param spot whose own hours they are; null: a daypart of the campaign
     * @param screens on how many screens they hold
     */
    public record Editing(DaypartForm form, Campaign campaign, Spot spot, int screens, FormErrors errors) {
        /** What is wrong with the hours; null where nothing is. */
        public String wrong() {
            return errors.fields().values().stream().findFirst().orElse(null);
        }

        /** What the hours are of. */
        public String title() {
            return spot == null ? form.name : spot.media().title();
        }

        /** Where one goes who does not save. */
        public String back() {
            return TimelinePages.address(form.back).toString();
        }
    }

    /** Leaves no nulls in what is shown again. */
    public DaypartForm {
        name = name == null ? "" : name;
        from = from == null ? "" : from.strip();
        until = until == null ? "" : until.strip();
    }

    String hours() {
        return from + "-" + (until.equals("00:00") ? "24:00" : until);
    }

    int seenVersion() {
        return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    DaypartForm over(int currentVersion, String currentHours) {
        return new DaypartForm(campaign, spot, name, currentHours, from, until, Integer.toString(currentVersion), back);
    }
}
