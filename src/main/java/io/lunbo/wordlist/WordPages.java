package io.lunbo.wordlist;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.lint.Hit;
import io.lunbo.lint.Lint;
import io.lunbo.lint.ListedWord;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** A unit's words on a page, and the hits of a text while it is being typed. */
@Path("/words")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class WordPages {
    private static final int LONGEST_LOOKED_AT = 2000;

    private final WordList words;
    private final UnitRepository units;
    private final CurrentOperator operator;
    private final Language language;

    /** What was typed; the list is the own unit's where neither another nor that of all is named. */
    record WordForm(
            @RestForm UUID unit,
            @RestForm boolean all,
            @RestForm String word,
            @RestForm boolean forbidden,
            @RestForm String reason) {
        private UUID list(UUID own) {
            UUID named = unit == null ? own : unit;
            return all ? null : named;
        }
    }

    /** A list to choose. */
    record Choice(Unit unit, boolean chosen) {}

    /**
     * What the page shows.
     *
     * @param rows the words
     * @param choices the lists that this person can see; the one of all has no unit
     * @param keeps whether this person may change the shown one
     * @param typed what was typed before a refusal
     * @param error why it was refused; null where nothing was
     */
    record Sight(List<ListedWordRow> rows, List<Choice> choices, boolean keeps, WordForm typed, String error) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Sight sight);

        static native TemplateInstance hits(List<Hit> hits);
    }

    WordPages(WordList words, UnitRepository units, CurrentOperator operator, Language language) {
        this.words = words;
        this.units = units;
        this.operator = operator;
        this.language = language;
    }

    /** A list: the own unit's where none is named. */
    @GET
    public TemplateInstance list(@RestQuery UUID unit, @RestQuery boolean all) {
        return page(new WordForm(unit, all, "", false, ""), null);
    }

    /** Lists a word. */
    @POST
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.ADMINISTRATOR})
    public Response add(@BeanParam WordForm form) {
        UUID list = form.list(operator.account().unitId());
        try {
            words.add(list, new ListedWord(form.word(), form.forbidden(), form.reason()), operator.account());
            return Response.seeOther(address(list)).build();
        } catch (Problem refusal) {
            String sentence = refusal.sentence("word", language)
                    .or(() -> refusal.sentence("reason", language))
                    .orElseGet(() -> refusal.sentence(language));
            return Response.status(refusal.type().status())
                    .entity(page(form, sentence))
                    .build();
        }
    }

    /** Takes one off. */
    @POST
    @Path("{id}/removal")
    @RolesAllowed({Role.Names.REVIEWER, Role.Names.ADMINISTRATOR})
    public Response remove(UUID id, @RestForm UUID unit) {
        words.remove(id, operator.account());
        return Response.seeOther(address(unit)).build();
    }

    /** The hits of a text, as a fragment beside the field where it is typed. */
    @POST
    @Path("check")
    public TemplateInstance check(@RestForm String text) {
        String typed = text == null ? "" : text.strip();
        String looked = typed.substring(0, Math.min(typed.length(), LONGEST_LOOKED_AT));
        return Templates.hits(Lint.of(looked, words.inForce(operator.account().unitId())));
    }

    private TemplateInstance page(WordForm form, String error) {
        UUID own = operator.account().unitId();
        UUID shown = form.list(own);
        boolean administrator = operator.is(Role.Names.ADMINISTRATOR);
        List<Choice> choices = Stream.concat(
                        Stream.of(new Choice(null, shown == null)),
                        units.all().stream()
                                .filter(unit -> administrator || unit.id().equals(own))
                                .map(unit -> new Choice(unit, unit.id().equals(shown))))
                .toList();
        return Templates.list(
                new Sight(words.of(shown), choices, words.keptBy(shown, operator.account()), form, error));
    }

    private static URI address(UUID unit) {
        return URI.create(unit == null ? "/words?all=true" : "/words?unit=" + unit);
    }
}
