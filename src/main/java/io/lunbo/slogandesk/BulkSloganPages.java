package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.slogandesk.ListLimit.TakesList;
import io.lunbo.slogandesk.SloganBringing.Brought;
import io.lunbo.slogandesk.SloganBringing.Wish;
import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.slogandesk.SloganPages.Sight;
import io.lunbo.slogandesk.SloganVerdict.Doubt;
import io.lunbo.slogandesk.SloganVerdict.Kind;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The page on which many slogans are pasted or uploaded, judged line by line, and the good ones saved in one act. */
@Path("/media/slogans/bulk")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
public class BulkSloganPages {
    private final SloganJudging judging;
    private final SloganBringing bringing;
    private final CurrentOperator operator;
    private final Language language;

    BulkSloganPages(SloganJudging judging, SloganBringing bringing, CurrentOperator operator, Language language) {
        this.judging = judging;
        this.bringing = bringing;
        this.operator = operator;
        this.language = language;
    }

    /**
     * What is on the page.
     *
     * @param text what is in the box
     * @param sights the verdicts on its lines
     * @param saved what was saved just now; null where nothing was to be
     * @param error what refuses the whole list; null where nothing does
     * @param file what was read of a file; null where there was none
     */
    public record Desk(String text, List<Sight> sights, List<Media> saved, String error, FileNote file) {
        /** How many lines have a verdict of that kind. */
        public long count(String kind) {
            return sights.stream()
                    .filter(sight -> sight.verdict().kind() == Kind.valueOf(kind))
                    .count();
        }

        /** The most lines at a time. */
        public int most() {
            return SloganLines.MOST;
        }

        static Desk empty() {
            return new Desk("", List.of(), null, null, null);
        }
    }

    /** Which column of a file was read, and whether others were left out. */
    public record FileNote(String column, boolean leftOut) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance bulk(Desk desk);

        private Templates() {}
    }

    /** The box. */
    @GET
    public TemplateInstance box() {
        return Templates.bulk(Desk.empty());
    }

    /** Judges what is in the box and what is in a file; saves nothing. */
    @POST
    @Path("/check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @TakesList
    public Response check(@RestForm String text, @RestForm("file") FileUpload file) throws IOException {
        String typed = text == null ? "" : text;
        try {
            boolean chosen =
                    file != null && file.fileName() != null && !file.fileName().isEmpty();
            SloganFile read = chosen ? SloganFile.read(file.uploadedFile(), file.fileName()) : null;
            Stream<String> lines = Stream.concat(
                    SloganLines.of(typed).stream().map(Line::text),
                    read == null ? Stream.empty() : read.lines().stream().map(Line::text));
            String all = lines.collect(Collectors.joining("\n"));
            FileNote note = read == null ? null : new FileNote(read.column(), read.leftOut());
            return Response.ok(Templates.bulk(new Desk(all, sights(SloganLines.of(all)), null, null, note)))
                    .build();
        } catch (Problem problem) {
            return refused(typed, problem);
        } finally {
            if (file != null) {
                Files.deleteIfExists(file.uploadedFile());
            }
        }
    }

    /** Saves the lines that were picked, of those that have no doubt the person has not seen; the others stay in the box. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @TakesList
    public Response save(
            @RestForm String lines,
            @RestForm List<String> pick,
            @RestForm List<String> repair,
            @RestForm List<String> seen) {
        String typed = lines == null ? "" : lines;
        try {
            Map<Integer, Set<Doubt>> doubts = seen(seen);
            Set<Integer> repaired = numbers(repair);
            Set<Integer> picked = numbers(pick);
            List<Wish> wishes = SloganLines.of(typed).stream()
                    .map(line -> new Wish(
                            line,
                            picked.contains(line.number()) || repaired.contains(line.number()),
                            repaired.contains(line.number()),
                            doubts.getOrDefault(line.number(), Set.of())))
                    .toList();
            Brought brought = bringing.bring(wishes, operator.account());
            String left = brought.left().stream().map(Line::text).collect(Collectors.joining("\n"));
            return Response.ok(
                            Templates.bulk(new Desk(left, sights(SloganLines.of(left)), brought.saved(), null, null)))
                    .build();
        } catch (Problem problem) {
            return refused(typed, problem);
        }
    }

    private Response refused(String typed, Problem problem) {
        return Response.status(422)
                .entity(Templates.bulk(new Desk(typed, List.of(), null, problem.sentence(language), null)))
                .build();
    }

    private List<Sight> sights(List<Line> lines) {
        return judging.judge(lines, operator.account()).stream()
                .map(verdict -> Sight.of(verdict, language))
                .toList();
    }

    private static Set<Integer> numbers(List<String> typed) {
        return typed == null
                ? Set.of()
                : typed.stream()
                        .filter(number -> number.matches("\\d{1,6}"))
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
    }

    /** From {@code 3:ALIKE,OVER}: the doubts that stood beside a line. */
    private static Map<Integer, Set<Doubt>> seen(List<String> seen) {
        Map<Integer, Set<Doubt>> doubts = new HashMap<>();
        for (String one : seen == null ? List.<String>of() : seen) {
            String[] parts = one.split(":", 2);
            if (parts.length == 2 && parts[0].matches("\\d{1,6}")) {
                Set<Doubt> some = EnumSet.noneOf(Doubt.class);
                Arrays.stream(Doubt.values())
                        .filter(doubt -> List.of(parts[1].split(",")).contains(doubt.name()))
                        .forEach(some::add);
                doubts.put(Integer.valueOf(parts[0]), some);
            }
        }
        return doubts;
    }
}
