package io.lunbo.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Looks for faces and number plates. It finds what is large and turned to the camera and misses the rest, so whatever it
 * says, a person looks, too. It would rather take a lamp for a face than a face for a lamp.
 */
public final class PrivacySearch {
    private static final int FACES_WITHIN = 1024;
    private static final int PLATES_WITHIN = 1600;
    private static final double LOWER = (440.0 / 140) / (520.0 / 112);
    private static final double AROUND_A_FACE = 0.15;
    private static final double AROUND_A_PLATE = 0.3;
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private final CascadeSearch fullFace = search("haarcascade_frontalface_default.xml", 3);
    private final CascadeSearch profile = search("haarcascade_profileface.xml", 3);
    private final CascadeSearch plate = search("haarcascade_licence_plate_rus_16stages.xml", 3);

    /** What was found, in parts of the picture. */
    public record Found(List<Region> faces, List<Region> plates) {
        /** All of it. */
        public List<Region> all() {
            List<Region> all = new ArrayList<>(faces);
            all.addAll(plates);
            return all;
        }
    }

    /** Loads what it knows faces and plates by. */
    public PrivacySearch() {}

    private static CascadeSearch search(String file, int fewest) {
        try (InputStream xml = PrivacySearch.class.getResourceAsStream("/faces/" + file)) {
            return new CascadeSearch(Cascade.read(xml), fewest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks through a picture. */
    public Found in(Pixels pixels) {
        AT_ONCE.acquireUninterruptibly();
        try {
            Pixels small = pixels.within(FACES_WITHIN);
            Pixels mirrored = small.turned(2);
            List<Region> faces = new ArrayList<>();
            add(faces, fullFace.in(small));
            add(faces, profile.in(small));
            add(
                    faces,
                    profile.in(mirrored).stream()
                            .map(one -> new Region(1 - one.x() - one.width(), one.y(), one.width(), one.height()))
                            .toList());
            List<Region> plates = new ArrayList<>();
            Pixels cars = pixels.within(PLATES_WITHIN);
            add(plates, plate.in(cars));
            // It was taught dark signs on long light plates. Ours are less long, and the blue ones are light on dark.
            Pixels ours = cars.smaller(cars.width(), (int) (cars.height() * LOWER));
            add(plates, plate.in(ours));
            add(plates, plate.in(ours.negative()));
            return new Found(grown(faces, AROUND_A_FACE), grown(plates, AROUND_A_PLATE));
        } finally {
            AT_ONCE.release();
        }
    }

    private static void add(List<Region> found, List<Region> more) {
        for (Region one : more) {
            if (found.stream().noneMatch(other -> other.overlap(one) > 0.6)) {
                found.add(one);
            }
        }
    }

    private static List<Region> grown(List<Region> regions, double share) {
        return regions.stream().map(one -> one.grown(share)).toList();
    }
}
