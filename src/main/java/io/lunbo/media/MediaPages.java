package io.lunbo.media;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaTransfer.TakesFile;
import io.lunbo.media.MediaUploads.Brought;
import io.lunbo.occasion.OccasionRepository;
import io.lunbo.occasion.Timeliness.Over;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganText;
import io.lunbo.slogan.SloganText.Undisplayable;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The library of media, the forms that bring new ones, and each media with all that is known of it. */
@Path("/media")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class MediaPages {
    private static final int TILES = 24;
    private static final SloganLayout.Sign STREET_SIGN = new SloganLayout.Sign(false, 384, 16);
    private static final String STREET_SIGN_COLOR = "#ff0000";

    private final MediaRepository repository;
    private final MediaUploads uploads;
    private final MediaTransfer transfer;
    private final OccasionRepository occasions;
    private final CurrentOperator operator;
    private final Language language;

    MediaPages(
            MediaRepository repository,
            MediaUploads uploads,
            MediaTransfer transfer,
            OccasionRepository occasions,
            CurrentOperator operator,
            Language language) {
        this.repository = repository;
        this.uploads = uploads;
        this.transfer = transfer;
        this.occasions = occasions;
        this.operator = operator;
        this.language = language;
    }

    /** A media with its measures as people write them, and of a slogan what it speaks of that is over, else null. */
    record Shown(Media media, String over) {
        private static final String[] UNITS = {"B", "kB", "MB", "GB"};

        public String size() {
            double size = media.bytes();
            int unit = 0;
            while (size >= 1000 && unit < UNITS.length - 1) {
                size /= 1000;
                unit++;
            }
            return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
        }

        public String length() {
            long seconds = Math.round(media.durationMs() / 1000.0);
            return "%d:%02d".formatted(seconds / 60, seconds % 60);
        }

        public String exactLength() {
            return String.format(Locale.ROOT, "%.3f s", media.durationMs() / 1000.0);
        }

        /** Such as 25 or 29.97. */
        public String frameRate() {
            return BigDecimal.valueOf(media.frameRate()).stripTrailingZeros().toPlainString();
        }

        public boolean slogan() {
            return media.kind() == MediaKind.SLOGAN;
        }

        public boolean film() {
            return media.kind() == MediaKind.VIDEO;
        }

        public String kindKey() {
            return key(media.kind());
        }

        /** As an over-street display of the usual size shows it. */
        public SloganLayout onStreetSign() {
            return media.layout(STREET_SIGN, STREET_SIGN_COLOR);
        }

        public String streetSignSeconds() {
            return BigDecimal.valueOf(onStreetSign().durationMs(), 3)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        static String key(MediaKind kind) {
            return "media_" + kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A choice of the kind filter; its kind is null for all kinds. */
    record Choice(MediaKind kind, String label, boolean chosen) {}

    /** What the library shows; {@code next} is null on the last page. */
    record Library(List<Shown> tiles, List<Choice> choices, MediaKind kind, String q, UUID cursor, UUID next) {
        public String encodedWords() {
            return URLEncoder.encode(q, StandardCharsets.UTF_8);
        }

        public boolean filtered() {
            return kind != null || !q.isBlank();
        }
    }

    /** What signs show of a slogan. */
    record SloganCheck(int characters, List<Undisplayable> undisplayable, String suggestion) {
        static SloganCheck of(SloganText slogan) {
            String text = slogan.value();
            return new SloganCheck(
                    text.codePointCount(0, text.length()),
                    slogan.undisplayable(),
                    slogan.suggestion().orElse(null));
        }
    }

    /** What was typed into the form for a file, and what is wrong with it. */
    record Typed(String title, String titleError, String fileError) {
        static final Typed NOTHING = new Typed("", null, null);
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Library library);

        static native TemplateInstance create(Typed typed, long largestBytes);

        static native TemplateInstance media(Shown shown, List<Brought> brought, SloganCheck check);

        private Templates() {}
    }

    /** The library, the newest media first. */
    @GET
    public TemplateInstance list(@RestQuery MediaKind kind, @RestQuery String q, @RestQuery UUID cursor) {
        List<Media> found = repository.page(kind, q, cursor, TILES + 1);
        List<Shown> tiles = shown(found.stream().limit(TILES).toList());
        UUID next = found.size() > TILES ? tiles.get(TILES - 1).media().id() : null;
        return Templates.list(new Library(tiles, choices(kind), kind, q == null ? "" : q, cursor, next));
    }

    private List<Shown> shown(List<Media> some) {
        List<String> texts =
                some.stream().map(Media::text).filter(Objects::nonNull).toList();
        Map<String, Over> over = occasions.over(texts, occasions.today());
        return some.stream()
                .map(one -> new Shown(
                        one,
                        Optional.ofNullable(over.get(one.text()))
                                .map(what -> language.text(what.phrase()))
                                .orElse(null)))
                .toList();
    }

    private static List<Choice> choices(MediaKind chosen) {
        return Stream.concat(
                        Stream.of(new Choice(null, "media_all", chosen == null)),
                        Arrays.stream(MediaKind.values())
                                .map(kind -> new Choice(kind, Shown.key(kind), kind == chosen)))
                .toList();
    }

    /** The forms for a file and for a slogan. */
    @GET
    @Path("/new")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public TemplateInstance create() {
        return Templates.create(Typed.NOTHING, transfer.largestBytes());
    }

    /** Takes a file and shows it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @TakesFile
    public Response upload(@RestForm("file") FileUpload file, @RestForm("title") String title) throws IOException {
        try {
            return shown(transfer.take(file, title, operator.account()).media());
        } catch (Problem problem) {
            String titleError = problem.sentence("title", language).orElse(null);
            String fileError = titleError != null
                    ? null
                    : problem.sentence("file", language)
                            .or(() -> problem.sentence("fileName", language))
                            .orElseGet(() -> problem.sentence(language));
            return refused(new Typed(title == null ? "" : title, titleError, fileError));
        }
    }

    private Response refused(Typed typed) {
        return Response.status(422)
                .entity(Templates.create(typed, transfer.largestBytes()))
                .build();
    }

    private static Response shown(Media media) {
        return Response.seeOther(URI.create("/media/" + media.id())).build();
    }

    /** One media. */
    @GET
    @Path("/{id}")
    public TemplateInstance media(@RestPath UUID id) {
        Media media = known(id);
        SloganCheck check = media.kind() == MediaKind.SLOGAN ? SloganCheck.of(new SloganText(media.text())) : null;
        return Templates.media(shown(List.of(media)).get(0), uploads.of(id), check);
    }

    /** Its bytes. */
    @GET
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(@RestPath UUID id, RoutingContext context) throws IOException {
        return transfer.content(known(id), context);
    }

    /** A still picture of it. */
    @GET
    @Path("/{id}/poster")
    @Produces(MediaType.WILDCARD)
    public Response poster(@RestPath UUID id, RoutingContext context) throws IOException {
        return transfer.poster(known(id), context);
    }

    private Media known(UUID id) {
        return repository.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
