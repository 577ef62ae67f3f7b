package io.lunbo.evidence;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.evidence.Shot.Place;
import io.lunbo.media.MediaStore;
import io.lunbo.picture.PictureReading;
import io.lunbo.picture.PictureWriting;
import io.lunbo.picture.Pixels;
import io.lunbo.picture.PrivacySearch;
import io.lunbo.picture.Region;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.site.Site;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes a photo in: reads it, makes people unreadable, notes what was due, keeps what is left. */
@ApplicationScoped
public class PhotoTaking {
    private static final int THUMBNAIL = 480;

    private final PhotoRepository photos;
    private final ScreenRepository screens;
    private final DueReading dues;
    private final MediaStore store;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final PrivacySearch privacy = new PrivacySearch();

    /** What a photo is made of before it has a row. */
    private record Made(Screen screen, NewPhoto said, Shot shot, Kept kept, DueThen due) {}

    PhotoTaking(
            PhotoRepository photos,
            ScreenRepository screens,
            DueReading dues,
            MediaStore store,
            AuditTrail auditTrail,
            Clock clock) {
        this.photos = photos;
        this.screens = screens;
        this.dues = dues;
        this.store = store;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Takes one. Refused: 415 for what is no photo, 409 for one that was sent before, be it of another screen, 422 for a size
     * that cannot be.
     */
    public Photo take(byte[] file, NewPhoto said, Account actor) throws IOException {
        Screen screen = QuarkusTransaction.requiringNew()
                .call(() -> screens.byCode(said.screen() == null ? "" : said.screen())
                        .orElseThrow(() -> NewPhoto.wrong("screen", "evidence_wrong_screen")));
        said.known();
        said.note();
        Place phone = said.place();
        List<Region> drawn = said.drawn();
        String original = sha256(file);
        refuseKnown(original);
        PictureReading.Taken taken = PictureReading.read(file);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Shot shot = Shot.of(taken.exif(), screen.timeZone(), phone, place(screen.site()), now);
        DueThen due = dues.read(screen, shot.shotAt(), now, taken.pixels());
        Kept kept = keep(taken.pixels(), drawn, original);
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> persist(new Made(screen, said, shot, kept, due), actor, now));
        } catch (PersistenceException e) {
            refuseKnown(original); // the same photo twice at the same moment
            throw e;
        }
    }

    private static Place place(Site site) {
        return site == null || !site.located()
                ? new Place(null, null, null)
                : new Place(site.latitude().doubleValue(), site.longitude().doubleValue(), null);
    }

    private void refuseKnown(String original) {
        QuarkusTransaction.requiringNew()
                .call(() -> photos.ofOriginal(original))
                .ifPresent(known -> {
                    throw Problem.of(ProblemType.PHOTO_KNOWN).with("photo", known.id());
                });
    }

    private Kept keep(Pixels pixels, List<Region> drawn, String original) throws IOException {
        PrivacySearch.Found found = privacy.in(pixels);
        List<Region> unreadable = new ArrayList<>(drawn);
        unreadable.addAll(found.all());
        Pixels blurred = pixels.blur(unreadable);
        String sha256 = keep(PictureWriting.jpeg(blurred));
        String thumb = keep(PictureWriting.jpeg(blurred.within(THUMBNAIL)));
        return new Kept(
                sha256,
                thumb,
                sha256,
                original,
                blurred.width(),
                blurred.height(),
                found.faces().size(),
                found.plates().size(),
                drawn.size());
    }

    private String keep(byte[] jpeg) throws IOException {
        return store.keep(store.receive(new ByteArrayInputStream(jpeg))).sha256();
    }

    private Photo persist(Made made, Account actor, Instant now) {
        Photo photo = new Photo(
                        made.screen().id(),
                        made.said().known(),
                        made.said().note(),
                        made.shot(),
                        made.kept(),
                        made.due())
                .takenBy(actor.id(), actor.name());
        // Where something was found the person has not seen yet what became of it, and is asked after.
        if (made.said().clear() && made.kept().found() == 0) {
            photo.clear(actor.name(), now);
        }
        photos.persistAndFlush(photo);
        auditTrail.record(actor.id(), "photo.take", "screen:" + made.screen().code(), Change.made(state(photo)));
        return photo;
    }

    static Map<String, ?> state(Photo photo) {
        Map<String, Object> state = new TreeMap<>();
        state.put("photo", photo.id().toString());
        state.put("sha256", photo.kept().storedSha256());
        state.put("originalSha256", photo.kept().originalSha256());
        state.put("seen", photo.seen().name());
        state.put("shotAt", photo.shot().shotAt().toString());
        state.put("cleared", photo.clearedAt() != null);
        return state;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
