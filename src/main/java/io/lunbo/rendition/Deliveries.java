package io.lunbo.rendition;

import io.lunbo.custody.Damages;
import io.lunbo.film.DeliveryShape;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.lunbo.work.WorkOrders;
import io.lunbo.work.WorkStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which file a screen is given of a media, and which media a file is. */
@ApplicationScoped
public class Deliveries {
    private final RenditionRepository renditions;
    private final MediaRepository media;
    private final WorkOrders orders;
    private final Damages damages;
    private final MadeStatements statements;
    private final Clock clock;

    Deliveries(
            RenditionRepository renditions,
            MediaRepository media,
            WorkOrders orders,
            Damages damages,
            MadeStatements statements,
            Clock clock) {
        this.renditions = renditions;
        this.media = media;
        this.orders = orders;
        this.damages = damages;
        this.statements = statements;
        this.clock = clock;
    }

    /** Has made what those screens need of a media; what was ordered before is not made twice. */
    @Transactional
    public void order(Media one, Collection<Screen> screens) {
        if (!Rendition.isNeededFor(one)) {
            return;
        }
        for (Screen screen : screens) {
            DeliveryShape shape = Rendition.shape(one, screen);
            Rendition rendition = renditions
                    .of(one, shape.name())
                    .orElseGet(() -> renditions.add(one, shape, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            if (!rendition.made()) {
                orders.order(RenditionWork.KIND, rendition.id());
            }
        }
    }

    /** The hash of each media's file for a screen, by the media's own hash; what is not made yet, or is damaged, is missing. */
    @Transactional
    public Map<String, String> files(Collection<Media> some, Screen screen) {
        Map<UUID, List<Rendition>> made = new HashMap<>();
        List<UUID> needed =
                some.stream().filter(Rendition::isNeededFor).map(Media::id).toList();
        List<Rendition> found =
                renditions.ofAll(needed).stream().filter(Rendition::made).toList();
        Set<String> damaged =
                damages.among(found.stream().map(Rendition::sha256).toList());
        found.stream()
                .filter(rendition -> !damaged.contains(rendition.sha256()))
                .forEach(rendition -> made.computeIfAbsent(rendition.media().id(), id -> new ArrayList<>())
                        .add(rendition));
        Map<String, String> files = new HashMap<>();
        for (Media one : some) {
            if (!Rendition.isNeededFor(one)) {
                files.put(one.sha256(), one.sha256());
                continue;
            }
            DeliveryShape shape = Rendition.shape(one, screen);
            made.getOrDefault(one.id(), List.of()).stream()
                    .filter(rendition -> rendition.shape().equals(shape))
                    .forEach(rendition -> files.put(one.sha256(), rendition.sha256()));
        }
        return files;
    }

    /** Whether something that the screen needs is not there yet, but will be unless its making fails. */
    @Transactional
    public boolean beingMade(Collection<Media> some, Screen screen) {
        Map<String, String> files = files(some, screen);
        return some.stream()
                .filter(one -> !files.containsKey(one.sha256()))
                .anyMatch(one -> work(one, screen).filter(work -> !work.over()).isPresent());
    }

    /** How far the file is that a screen needs of a media; empty where nobody ordered it. */
    @Transactional
    public Optional<WorkStatus> work(Media one, Screen screen) {
        return renditions
                .of(one, Rendition.shape(one, screen).name())
                .flatMap(rendition -> orders.status(RenditionWork.KIND, rendition.id()));
    }

    /** The refusal of a sheet that would name a file that is not there. */
    public Problem missing(Media one, Screen screen) {
        Phrase why = work(one, screen).map(RenditionSentence::of).orElseGet(() -> new Phrase("rendition_not_ordered"));
        return Problem.of(ProblemType.DELIVERY_MISSING, one.title(), screen.name(), why)
                .with("media", one.sha256())
                .with("screen", screen.code());
    }

    /**
     * A file that a player may name, and what it is.
     *
     * @param media what people have signed
     * @param rendition the file; null where the media itself is meant, as with slogans
     */
    public record Delivered(Media media, Rendition rendition) {}

    /** What stands behind hashes that players know, be they of renditions or of media themselves; unknown ones are missing. */
    @Transactional
    public Map<String, Delivered> behind(Collection<String> sha256s) {
        Map<String, Delivered> found = new HashMap<>();
        media.allOf(sha256s).forEach(one -> found.put(one.sha256(), new Delivered(one, null)));
        renditions.made(sha256s).forEach(one -> found.put(one.sha256(), new Delivered(one.media(), one)));
        return found;
    }

    /** The ingest's signed statement (compact JWS) that a made file was made of its original. */
    public String statement(Rendition made) {
        return statements.of(made);
    }

    /** The media behind a hash that a player knows. */
    public Optional<Media> media(String sha256) {
        return Optional.ofNullable(behind(List.of(sha256)).get(sha256)).map(Delivered::media);
    }
}
