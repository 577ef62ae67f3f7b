package io.lunbo.rendition;

import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenFit;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.lunbo.work.WorkOrders;
import io.lunbo.work.WorkStatus;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The part of a media's page that shows it on every wall, and the files that are made for them. */
@Path("/renditions/of/{mediaId}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class RenditionPages {
    private static final int MOST_WALLS = 24;

    private final MediaRepository media;
    private final ScreenRepository screens;
    private final RenditionRepository renditions;
    private final WorkOrders orders;
    private final Language language;

    RenditionPages(
            MediaRepository media,
            ScreenRepository screens,
            RenditionRepository renditions,
            WorkOrders orders,
            Language language) {
        this.media = media;
        this.screens = screens;
        this.renditions = renditions;
        this.orders = orders;
        this.language = language;
    }

    /** A media as it looks on one wall. */
    record OnWall(Screen screen, boolean fills, boolean cuts) {}

    /** A file, with how far it is where it is not made yet. */
    record File(Rendition rendition, String said, boolean failed) {
        public String megabytes() {
            return String.format(Locale.ROOT, "%.1f MB", rendition.bytes() / 1e6);
        }

        public String beginning() {
            return rendition.sha256().substring(0, 16);
        }
    }

    /** What the part shows. */
    record Shown(Media media, List<OnWall> walls, List<File> files, boolean working) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance of(Shown shown);

        private Templates() {}
    }

    /** The part; it comes again by itself while something is being made. */
    @GET
    @Transactional
    public TemplateInstance of(@RestPath UUID mediaId) {
        Media one = media.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (!Rendition.isNeededFor(one)) {
            return Templates.of(new Shown(one, List.of(), List.of(), false));
        }
        List<OnWall> walls = screens.inUse().stream()
                .filter(screen -> screen.kind() == ScreenKind.LED_WALL)
                .limit(MOST_WALLS)
                .map(screen -> new OnWall(
                        screen,
                        screen.fit() == ScreenFit.FILL,
                        Rendition.shape(one, screen).cuts()))
                .toList();
        List<Rendition> made = renditions.of(mediaId);
        Map<UUID, WorkStatus> works = orders.statuses(
                RenditionWork.KIND, made.stream().map(Rendition::id).toList());
        List<File> files = made.stream()
                .map(rendition -> file(rendition, works.get(rendition.id())))
                .toList();
        boolean working = files.stream().anyMatch(file -> !file.rendition().made() && !file.failed());
        return Templates.of(new Shown(one, walls, files, working));
    }

    private File file(Rendition rendition, WorkStatus work) {
        boolean failed = work != null && work.state() == WorkStatus.State.FAILED;
        Phrase phrase = work == null ? new Phrase("rendition_not_ordered") : RenditionSentence.of(work);
        String said = language.text(phrase.key(), phrase.arguments());
        return new File(rendition, said, failed);
    }
}
