package io.lunbo.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.dayplan.NotApproved;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.LoopFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What people want to know of a sheet without reading thousands of plays; kept beside it as JSON.
 *
 * @param openMs how long the screen is open that day
 * @param spots what plays, in the order of the demand
 * @param unplaced what the engine refused, with numbers
 * @param notApproved what was left out because no approval covers it, or because it may not be used on that day
 * @param figures what the sequence is worth
 */
public record SheetSummary(
        long openMs,
        List<SpotPlays> spots,
        List<Refused> unplaced,
        List<NotApproved> notApproved,
        LoopFigures figures) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One spot's part.
     *
     * @param spotId the spot
     * @param mediaSha256 what it shows
     * @param title its media's title
     * @param plays how often
     * @param totalMs how long in all
     */
    public record SpotPlays(UUID spotId, String mediaSha256, String title, int plays, long totalMs) {}

    /**
     * One refused demand; see {@link Unplaced}.
     *
     * @param title the media's title
     * @param reason why
     * @param asked what was asked, in the reason's unit
     * @param possible what there was room for
     */
    public record Refused(String title, Unplaced.Reason reason, long asked, long possible) {
        /** The key of the sentence. */
        public String key() {
            return "schedule_unplaced_" + reason.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with the plays of a content that has fewer of them. */
    SheetSummary with(SheetContent content) {
        List<SpotPlays> counted = spots.stream()
                .map(spot -> {
                    List<PlannedPlay> left = content.plays().stream()
                            .filter(play -> content.spots().get(play.spot()).equals(spot.spotId()))
                            .toList();
                    long totalMs =
                            left.stream().mapToLong(PlannedPlay::durationMs).sum();
                    return new SpotPlays(spot.spotId(), spot.mediaSha256(), spot.title(), left.size(), totalMs);
                })
                .toList();
        return new SheetSummary(openMs, counted, unplaced, notApproved, figures);
    }

    /** How long anything is shown. */
    long shownMs() {
        return spots.stream().mapToLong(SpotPlays::totalMs).sum();
    }

    /** The same for the whole day of a content that also has what another summary tells of. */
    SheetSummary joined(SheetSummary other, SheetContent content, long dayMs) {
        Map<UUID, SpotPlays> all = new LinkedHashMap<>();
        spots.forEach(spot -> all.putIfAbsent(spot.spotId(), spot));
        other.spots.forEach(spot -> all.putIfAbsent(spot.spotId(), spot));
        return new SheetSummary(dayMs, List.copyOf(all.values()), unplaced, notApproved, figures).with(content);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is plain values", e);
        }
    }

    /** Reads a stored summary. */
    public static SheetSummary of(Sheet sheet) {
        try {
            return JSON.readValue(sheet.summary(), SheetSummary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the summary of sheet " + sheet.id() + " cannot be read", e);
        }
    }
}
