package io.lunbo.evidence;

import io.lunbo.evidence.Shot.Place;
import io.lunbo.picture.Region;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.util.List;

/**
 * What a person says of a photo, as it was typed.
 *
 * @param screen the screen's code
 * @param seen what the wall showed, a {@link Seen}
 * @param remark anything else; may be missing
 * @param latitude degrees north, where the phone's page was allowed to say
 * @param longitude degrees east
 * @param accuracy how sure that is, in metres
 * @param blur parts that shall be unreadable: {@code x,y,width,height;…} in shares of the upright picture
 * @param clear whether the person says that nobody can be recognised
 */
public record NewPhoto(
        String screen,
        String seen,
        String remark,
        String latitude,
        String longitude,
        String accuracy,
        String blur,
        boolean clear) {
    private static final int MOST_CHARACTERS = 500;

    Seen known() {
        return Seen.of(seen).orElseThrow(() -> wrong("seen", "evidence_wrong_seen"));
    }

    String note() {
        String note = remark == null ? "" : remark.strip();
        if (note.length() > MOST_CHARACTERS || !note.matches("[^\\p{Cs}\\u0000-\\u0008]*")) {
            throw wrong("remark", "evidence_wrong_remark");
        }
        return note;
    }

    List<Region> drawn() {
        try {
            return Region.read(blur);
        } catch (IllegalArgumentException e) {
            throw wrong("blur", "evidence_wrong_blur");
        }
    }

    /** Where the phone says that it is; half a place is none. */
    Place place() {
        Double north = number("latitude", latitude, 90);
        Double east = number("longitude", longitude, 180);
        Double sure = number("accuracy", accuracy, 100_000_000);
        return north == null || east == null ? new Place(null, null, null) : new Place(north, east, sure);
    }

    private static Double number(String field, String typed, double most) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        boolean number = typed.strip().matches("-?[0-9]{1,9}(\\.[0-9]{1,20})?");
        if (!number || Math.abs(Double.parseDouble(typed.strip())) > most) {
            throw wrong(field, "evidence_wrong_place");
        }
        return Double.parseDouble(typed.strip());
    }

    static Problem wrong(String field, String key) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase(key));
    }
}
