package io.lunbo.photodesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.evidence.NewPhoto;
import io.lunbo.evidence.Photo;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.evidence.PhotoTaking;
import io.lunbo.evidence.Seen;
import io.lunbo.photodesk.EvidenceQuestion.Question;
import io.lunbo.photodesk.PhotoLimit.TakesPhoto;
import io.lunbo.player.Screenshots;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** All photos, and the page on which a phone takes one. */
@Path("/evidence")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class EvidencePages {
    private static final int PER_PAGE = 48;

    private final PhotoTaking taking;
    private final PhotoRepository photos;
    private final EvidenceQuestion questions;
    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final Screenshots screenshots;
    private final CurrentOperator operator;
    private final Language language;

    /** A photo of the list. */
    public record Tile(Photo photo, Screen screen) {}

    /** The newest picture that a player sent. */
    public record Picture(Screen screen, Instant at) {}

    /** The list; {@code next} is the address of older ones. */
    public record Sight(
            Question question,
            boolean pictures,
            List<Tile> tiles,
            List<Picture> shots,
            List<Campaign> campaigns,
            List<Screen> screens,
            String next,
            boolean takes) {}

    /** What a person sends beside the photo. */
    public record PhotoForm(
            @RestForm String screen,
            @RestForm String seen,
            @RestForm String remark,
            @RestForm String latitude,
            @RestForm String longitude,
            @RestForm String accuracy,
            @RestForm String blur,
            @RestForm String clear) {
        /** What it says, still as it was typed. */
        public NewPhoto said() {
            return new NewPhoto(
                    screen, seen, remark, latitude, longitude, accuracy, blur, clear != null && !clear.isEmpty());
        }

        static PhotoForm of(String screen) {
            return new PhotoForm(screen, null, null, null, null, null, null, null);
        }
    }

    /** The page of the phone. */
    public record Taking(Screen screen, List<Screen> screens, PhotoForm form, FormErrors errors) {
        /** What can be said of the wall. */
        public Seen[] choices() {
            return Seen.values();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Sight sight);

        static native TemplateInstance create(Taking taking);

        private Templates() {}
    }

    EvidencePages(
            PhotoTaking taking,
            PhotoRepository photos,
            EvidenceQuestion questions,
            ScreenRepository screens,
            CampaignRepository campaigns,
            Screenshots screenshots,
            CurrentOperator operator,
            Language language) {
        this.taking = taking;
        this.photos = photos;
        this.questions = questions;
        this.screens = screens;
        this.campaigns = campaigns;
        this.screenshots = screenshots;
        this.operator = operator;
        this.language = language;
    }

    /** The newest ones; {@code kind=screenshot} shows what players sent. */
    @GET
    public TemplateInstance list(
            @BeanParam EvidenceQuestion.Asked asked, @RestQuery String kind, @RestQuery String before) {
        Question question = questions.read(asked);
        boolean pictures = "screenshot".equals(kind);
        List<Screen> inUse = screens.inUse();
        Map<UUID, Screen> known = screens.listAll().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
        List<Photo> found = pictures
                ? List.of()
                : photos.page(question.filter(false), EvidenceQuestion.cursor("before", before), PER_PAGE + 1);
        boolean more = found.size() > PER_PAGE;
        List<Tile> tiles = found.stream()
                .limit(PER_PAGE)
                .map(photo -> new Tile(photo, known.get(photo.screenId())))
                .toList();
        String next = more ? "/evidence?before=" + found.get(PER_PAGE - 1).id() + question.query() : null;
        boolean takes = operator.is(Role.Names.INSPECTOR) || operator.is(Role.Names.PLAYOUT);
        return Templates.list(new Sight(
                question,
                pictures,
                tiles,
                pictures ? shots(question, inUse) : List.of(),
                campaigns.all(),
                inUse,
                next,
                takes));
    }

    /** Of a player only its newest picture is kept, so dates and campaigns do not choose among them. */
    private List<Picture> shots(Question question, List<Screen> inUse) {
        Stream<Screen> wanted = question.screen() == null ? inUse.stream() : Stream.of(question.screen());
        return wanted.flatMap(screen -> screenshots.newestAt(screen.id()).map(at -> new Picture(screen, at)).stream())
                .toList();
    }

    /** The page of the phone; a code on the spot leads here with its screen. */
    @GET
    @Path("new")
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    public TemplateInstance create(@RestQuery String screen) {
        Screen chosen = screen == null || screen.isEmpty() ? null : questions.screen(screen);
        return page(chosen, PhotoForm.of(screen), FormErrors.none());
    }

    /** Takes a photo and shows what became of it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    @TakesPhoto
    public Response take(@RestForm("file") FileUpload file, @BeanParam PhotoForm form) throws IOException {
        byte[] bytes = PhotoLimit.bytes(file);
        try {
            if (bytes == null) {
                throw Problem.of(ProblemType.INVALID_INPUT).field("file", language.text("evidence_file_missing"));
            }
            Photo photo = taking.take(bytes, form.said(), operator.account());
            return Response.seeOther(URI.create("/evidence/" + photo.id())).build();
        } catch (Problem problem) {
            Screen chosen =
                    Optional.ofNullable(form.screen()).flatMap(screens::byCode).orElse(null);
            return Response.status(problem.type().status())
                    .entity(page(chosen, form, errors(problem)))
                    .build();
        }
    }

    private FormErrors errors(Problem problem) {
        if (problem.type() != ProblemType.INVALID_INPUT) {
            return new FormErrors(null, Map.of("file", problem.sentence(language)));
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : List.of("file", "screen", "seen", "remark", "blur", "latitude", "longitude", "accuracy")) {
            problem.sentence(field, language).ifPresent(sentence -> fields.put(field, sentence));
        }
        return new FormErrors(fields.isEmpty() ? problem.sentence(language) : null, fields);
    }

    private TemplateInstance page(Screen chosen, PhotoForm form, FormErrors errors) {
        return Templates.create(new Taking(chosen, screens.inUse(), form, errors));
    }
}
