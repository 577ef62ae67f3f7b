package io.lunbo.attest;

import io.lunbo.attest.Figures.Pictured;
import io.lunbo.attest.Gathering.Scope;
import io.lunbo.evidence.Photo;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.rendition.Deliveries;
import io.lunbo.screen.Screen;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The photos of a report: those that somebody released, and only while that stands.
 *
 * <p>Which photos a report names is kept and signed with its figures. Whether a picture is shown is asked again each time: a photo that
 * was removed afterwards leaves its hash on the paper and nothing else.
 */
@ApplicationScoped
class ReportPhotos {
    private static final int LISTED = 1_000;
    private static final int PRINTED_OF_A_SCREEN = 4;
    private static final int PRINTED = 60;

    private final PhotoRepository photos;
    private final Deliveries deliveries;
    private final MediaStore store;

    /** What is named, and how many there are. */
    record Chosen(List<Pictured> photos, int released) {}

    /**
     * A photo with its small picture.
     *
     * @param jpeg null where the photo may not be shown any more, or its file is not what was signed
     */
    record Shown(Pictured photo, byte[] jpeg) {}

    ReportPhotos(PhotoRepository photos, Deliveries deliveries, MediaStore store) {
        this.photos = photos;
        this.deliveries = deliveries;
        this.store = store;
    }

    /** Those of the screens and days of a report, each by its screen's clock. */
    Chosen choose(List<Screen> shown, Scope scope) {
        if (shown.isEmpty()) {
            return new Chosen(List.of(), 0);
        }
        Map<UUID, Screen> screens = shown.stream().collect(Collectors.toMap(Screen::id, screen -> screen));
        UUID campaign = scope.campaign() == null ? null : scope.campaign().id();
        Instant from = scope.from().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant until = scope.until().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Photo> found = photos.released(screens.keySet(), campaign, from, until).list().stream()
                .filter(photo -> within(photo, screens.get(photo.screenId()), scope))
                .toList();
        Map<UUID, List<Photo>> byScreen = new LinkedHashMap<>();
        shown.forEach(screen -> byScreen.put(screen.id(), new ArrayList<>()));
        found.stream()
                .limit(LISTED)
                .forEach(photo -> byScreen.get(photo.screenId()).add(photo));
        byScreen.values().forEach(Collections::reverse);
        Set<UUID> printed = printed(byScreen.values());
        Map<String, String> titles = titles(found);
        List<Pictured> named = byScreen.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(photo -> pictured(photo, screens.get(entry.getKey()), titles, printed)))
                .toList();
        return new Chosen(named, found.size());
    }

    private static boolean within(Photo photo, Screen screen, Scope scope) {
        LocalDate day = LocalDate.ofInstant(photo.shot().shotAt(), screen.timeZone());
        return !day.isBefore(scope.from()) && !day.isAfter(scope.until());
    }

    /** Of each screen some that lie apart in time; one of each before a second of any. */
    private static Set<UUID> printed(Iterable<List<Photo>> screens) {
        Set<UUID> printed = new HashSet<>();
        for (int round = 0; round < PRINTED_OF_A_SCREEN; round++) {
            for (List<Photo> some : screens) {
                int wanted = Math.min(PRINTED_OF_A_SCREEN, some.size());
                if (round < wanted && printed.size() < PRINTED) {
                    printed.add(some.get(round * some.size() / wanted).id());
                }
            }
        }
        return printed;
    }

    private Map<String, String> titles(List<Photo> found) {
        List<String> media = found.stream()
                .map(photo -> photo.due().media())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return deliveries.behind(media).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().media().title()));
    }

    private static Pictured pictured(Photo photo, Screen screen, Map<String, String> titles, Set<UUID> printed) {
        var shot = photo.shot();
        return new Pictured(
                photo.id(),
                screen.name(),
                screen.code(),
                WireTime.format(shot.shotAt()),
                shot.byCamera(),
                photo.seen().name(),
                photo.due().media() == null ? null : titles.get(photo.due().media()),
                shot.metres(),
                photo.due().percent(),
                photo.takenByName(),
                photo.clearedByName(),
                photo.kept().sha256(),
                photo.kept().thumbSha256(),
                printed.contains(photo.id()));
    }

    /** What paper and page show. */
    List<Shown> print(Figures figures) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (Pictured photo : printed(figures)) {
            shown.add(new Shown(photo, small(photo).orElse(null)));
        }
        return shown;
    }

    /** Which of them may not be shown any more. */
    Set<UUID> gone(Figures figures) {
        Set<UUID> gone = printed(figures).stream().map(Pictured::id).collect(Collectors.toSet());
        photos.list("id in ?1", gone).stream().filter(Photo::released).forEach(photo -> gone.remove(photo.id()));
        return gone;
    }

    private static List<Pictured> printed(Figures figures) {
        return figures.photos() == null
                ? List.of()
                : figures.photos().stream().filter(Pictured::printed).toList();
    }

    /** The small picture of a photo that a report names; empty where it may not be shown any more or is not what was signed. */
    Optional<byte[]> small(Pictured named) throws IOException {
        boolean released =
                photos.findByIdOptional(named.id()).filter(Photo::released).isPresent();
        Optional<Path> file = released ? store.find(named.smallSha256()) : Optional.empty();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] jpeg = Files.readAllBytes(file.get());
        return Optional.of(jpeg).filter(bytes -> Figures.sha256(bytes).equals(named.smallSha256()));
    }
}
