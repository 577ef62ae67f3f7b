package io.lunbo.wordlist;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.lint.Hit;
import io.lunbo.lint.Lint;
import io.lunbo.lint.ListedWord;
import io.lunbo.lint.Rule;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** The listed words and the lint, as JSON. */
@Path("/api/v1/words")
@Authenticated
@Tag(name = "words")
public class WordResource {
    private static final String WHOSE = "Whose list; missing for the list of all units";

    private final WordList words;
    private final CurrentOperator operator;

    /**
     * A listed word.
     *
     * @param id null where it is new
     * @param unitId whose list it stands on; null for that of all units
     * @param forbidden whether it must not be used, rather than be looked at
     * @param reason who says so, or why
     * @param version what a change is made from; null where it is new
     */
    public record WordDocument(
            UUID id,
            UUID unitId,
            @NotNull @Size(max = 200) String word,
            boolean forbidden,
            @NotNull @Size(max = 400) String reason,
            Integer version) {
        static WordDocument of(ListedWordRow row) {
            return new WordDocument(
                    row.id(),
                    row.unit() == null ? null : row.unit().id(),
                    row.word().word(),
                    row.word().forbidden(),
                    row.word().reason(),
                    row.version());
        }

        ListedWord listed() {
            return new ListedWord(word, forbidden, reason);
        }
    }

    /**
     * A text to be looked at.
     *
     * @param text as it would be shown
     */
    public record LintBody(
            @NotNull @Size(max = 10_000) @Pattern(regexp = "(?s)[^\\x00\\p{Cs}]*")
            String text) {}

    /**
     * What a reader would stumble over.
     *
     * @param code names the hit where it is overruled
     * @param source the law, standard or list that says so
     * @param position where it begins, in code points from 0
     * @param text as it stands there
     * @param repair what could stand there instead; null where a person has to find it
     * @param forbidden whether a list says that it must not be used
     */
    public record HitDocument(
            String code, Rule rule, String source, int position, String text, String repair, boolean forbidden) {
        /** The wire form. */
        public static HitDocument of(Hit hit) {
            return new HitDocument(
                    hit.code(), hit.rule(), hit.source(), hit.position(), hit.text(), hit.repair(), hit.forbidden());
        }
    }

    WordResource(WordList words, CurrentOperator operator) {
        this.words = words;
        this.operator = operator;
    }

    /** A list. */
    @GET
    @Operation(summary = "The words of a unit's list, or of the list of all units")
    public List<WordDocument> list(@RestQuery @Parameter(description = WHOSE) UUID unit) {
        return words.of(unit).stream().map(WordDocument::of).toList();
    }

    /** Lists a word. */
    @POST
    @ResponseStatus(201)
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Lists a word; reviewers for their own unit, administrators for any")
    public WordDocument add(@NotNull @Valid WordDocument word) {
        return WordDocument.of(words.add(word.unitId(), word.listed(), operator.account()));
    }

    /** Changes one. */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Changes a listed word")
    public WordDocument change(UUID id, @NotNull @Valid WordDocument word) {
        if (word.version() == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        return WordDocument.of(words.change(id, word.listed(), word.version(), operator.account()));
    }

    /** Takes one off. */
    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.ADMINISTRATOR})
    @Operation(summary = "Takes a word off its list")
    public void remove(UUID id) {
        words.remove(id, operator.account());
    }

    /** Looks at a text. */
    @POST
    @Path("lint")
    @Operation(summary = "What a reader would stumble over in a text; nothing is kept")
    public List<HitDocument> lint(@NotNull @Valid LintBody body) {
        return Lint.of(body.text(), words.inForce(operator.account().unitId())).stream()
                .map(HitDocument::of)
                .toList();
    }
}
