package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaResource;
import io.lunbo.media.MediaResource.MediaItem;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.screen.SignLimits.Unshown;
import io.lunbo.slogan.SloganNormalisation.Change;
import io.lunbo.slogandesk.SloganBringing.Brought;
import io.lunbo.slogandesk.SloganBringing.Wish;
import io.lunbo.slogandesk.SloganIntake.Alike;
import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.slogandesk.SloganVerdict.Doubt;
import io.lunbo.web.Language;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Slogans over REST: judged, shown in dots, brought by the hundred. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "slogans")
public class SloganResource {
    private final SloganJudging judging;
    private final SloganBringing bringing;
    private final SloganIntake intake;
    private final ScreenRepository screens;
    private final CurrentOperator operator;
    private final Language language;

    SloganResource(
            SloganJudging judging,
            SloganBringing bringing,
            SloganIntake intake,
            ScreenRepository screens,
            CurrentOperator operator,
            Language language) {
        this.judging = judging;
        this.bringing = bringing;
        this.intake = intake;
        this.screens = screens;
        this.operator = operator;
        this.language = language;
    }

    /**
     * A text that is to be shown.
     *
     * @param text up to 200 characters
     * @param evenIfAlike true where it is known that the unit has one that differs only in punctuation, spaces or width
     */
    public record SloganRequest(@NotNull String text, Boolean evenIfAlike) {}

    /** Texts to be judged. */
    public record ChecksRequest(
            @NotEmpty @Size(max = SloganLines.MOST) List<@NotNull String> texts) {}

    /**
     * A text to be brought.
     *
     * @param accept the doubts that are known; it is not saved while there are others
     */
    public record BulkItem(@NotNull String text, Set<@NotNull Doubt> accept) {}

    /** Texts to be brought. */
    public record BulkRequest(
            @NotEmpty @Size(max = SloganLines.MOST) List<@NotNull @Valid BulkItem> slogans) {}

    /**
     * A text to be shown.
     *
     * @param screen the code of a text sign
     */
    public record PreviewRequest(
            @NotNull String text, @NotNull String screen) {}

    /** A change that normalisation makes, and why. */
    public record ChangeView(Change change, String why) {}

    /** What a text speaks of that is over. */
    public record OverView(String what, String ended, String next, String sentence) {}

    /**
     * The verdict on one text.
     *
     * @param index its place in the request, from 0
     * @param text as it would be saved
     * @param doubts what has to be accepted before it is saved
     * @param problem the slug of what refuses it; null where nothing does
     * @param detail the same as a sentence
     * @param knownAs the media where the unit has this very text
     * @param sameAs the earlier text of the request that is the same; null where there is none
     * @param alikeIndex the earlier text of the request that is like it; null where there is none
     */
    public record Verdict(
            int index,
            String text,
            SloganVerdict.Kind verdict,
            Set<Doubt> doubts,
            List<ChangeView> changes,
            List<Unshown> undisplayable,
            boolean onGbk,
            String suggestion,
            List<Alike> alike,
            Integer alikeIndex,
            OverView over,
            UUID knownAs,
            Integer sameAs,
            String problem,
            String detail) {
        static Verdict of(SloganVerdict one, Language language) {
            return new Verdict(
                    one.line() - 1,
                    one.text(),
                    one.kind(),
                    one.doubts(),
                    one.changes().stream()
                            .map(change -> new ChangeView(
                                    change, language.text(change.kind().key())))
                            .toList(),
                    one.undisplayable(),
                    one.onGbk(),
                    one.suggestion(),
                    one.alike(),
                    one.alikeLine() == null ? null : one.alikeLine() - 1,
                    over(one, language),
                    one.knownAs(),
                    one.sameAsLine() == null ? null : one.sameAsLine() - 1,
                    one.refusal() == null ? null : one.refusal().type().slug(),
                    one.refusal() == null ? null : one.refusal().sentence(language));
        }

        private static OverView over(SloganVerdict one, Language language) {
            return one.over() == null
                    ? null
                    : new OverView(
                            one.over().what(),
                            one.over().ended().toString(),
                            one.over().next() == null ? null : one.over().next().toString(),
                            language.text(one.over().phrase()));
        }
    }

    /** A verdict for each text, in the order of the request. */
    public record Checks(List<Verdict> items) {}

    /** A slogan that the library has now. */
    public record Saved(UUID id, String text, String sha256) {
        static Saved of(Media media) {
            return new Saved(media.id(), media.text(), media.sha256());
        }
    }

    /**
     * What became of the texts.
     *
     * @param saved what the library has now, each once
     * @param refused what was not saved, and why
     */
    public record Bulk(List<Saved> saved, List<Verdict> refused) {}

    /** Takes a slogan. */
    @POST
    @Path("/slogans")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Bring a slogan")
    @APIResponseSchema(value = MediaItem.class, responseCode = "201", responseDescription = "Taken")
    @APIResponse(
            responseCode = "200",
            description = "The same text was known",
            content = @Content(schema = @Schema(implementation = MediaItem.class)))
    public Response slogan(@NotNull @Valid SloganRequest request) {
        boolean evenIfAlike = Boolean.TRUE.equals(request.evenIfAlike());
        return MediaResource.answer(intake.take(request.text(), evenIfAlike, operator.account()));
    }

    /** Judges texts. */
    @POST
    @Path("/slogans/checks")
    @Operation(summary = "What texts would be as slogans; nothing is saved")
    public Checks check(@NotNull @Valid ChecksRequest request) {
        return new Checks(judging.judge(lines(request.texts()), operator.account()).stream()
                .map(one -> Verdict.of(one, language))
                .toList());
    }

    /** Saves texts. */
    @POST
    @Path("/slogans/bulk")
    @Operation(summary = "Bring many slogans in one act; sent twice they are brought once")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Bulk bring(@NotNull @Valid BulkRequest request) {
        List<Line> lines = lines(request.slogans().stream().map(BulkItem::text).toList());
        List<Wish> wishes = IntStream.range(0, lines.size())
                .mapToObj(at -> new Wish(
                        lines.get(at), true, false, accepted(request.slogans().get(at))))
                .toList();
        Brought brought = bringing.bring(wishes, operator.account());
        return new Bulk(
                brought.saved().stream().map(Saved::of).toList(),
                brought.refused().stream().map(one -> Verdict.of(one, language)).toList());
    }

    private static Set<Doubt> accepted(BulkItem item) {
        return item.accept() == null ? Set.of() : item.accept();
    }

    /** Shows a text. */
    @POST
    @Path("/slogans/previews")
    @Operation(summary = "A text in the dots and the time of a sign; nothing is saved")
    public SloganPreview preview(@NotNull @Valid PreviewRequest request) {
        return SloganPages.preview(request.text(), request.screen(), screens, language);
    }

    private static List<Line> lines(List<String> texts) {
        return SloganLines.bounded(IntStream.range(0, texts.size())
                .mapToObj(at -> new Line(at + 1, texts.get(at)))
                .toList());
    }
}
