package io.lunbo.library;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.catalog.CatalogEntries;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.library.Cards.Card;
import io.lunbo.library.Usage.Used;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The parts of a media's page that say what the library knows of it and where it is used. */
@Path("/library/{id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class CardPages {
    private static final int TAGS_OFFERED = 50;

    private final Cards cards;
    private final CatalogEntries entries;
    private final Cataloguing cataloguing;
    private final Archiving archiving;
    private final Usage usage;
    private final CurrentOperator operator;
    private final Language language;

    /** Rights as somebody types them. */
    record RightsForm(
            @RestForm String source,
            @RestForm String licence,
            @RestForm String rightsUntil,
            @RestForm String showUntil,
            @RestForm String version) {
        static RightsForm of(Card card) {
            Rights rights = card.entry().rights();
            return new RightsForm(
                    said(rights.source()),
                    said(rights.licence()),
                    said(rights.rightsUntil()),
                    said(rights.showUntil()),
                    String.valueOf(card.entry().version()));
        }

        private static String said(Object value) {
            return value == null ? "" : value.toString();
        }

        Rights rights() {
            return new Rights(source, licence, day("rightsUntil", rightsUntil), day("showUntil", showUntil));
        }

        int seenVersion() {
            try {
                return Integer.parseInt(version == null ? "" : version);
            } catch (NumberFormatException e) {
                throw Problem.of(ProblemType.VERSION_REQUIRED);
            }
        }

        private static LocalDate day(String field, String typed) {
            if (typed == null || typed.isBlank()) {
                return null;
            }
            try {
                return LocalDate.parse(typed.strip());
            } catch (DateTimeParseException e) {
                throw Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase("library_day_unreadable"));
            }
        }
    }

    /**
     * What the part shows.
     *
     * @param mayWrite whether this person may change it
     * @param editing whether rights were typed and refused
     * @param typed what was typed, where it was refused, else what is written
     * @param error why something was refused; null where nothing was
     */
    record View(
            Card card,
            boolean mayWrite,
            boolean referred,
            List<String> usualTags,
            boolean editing,
            RightsForm typed,
            String error) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance card(View view);

        static native TemplateInstance usage(Card card, Used used);

        static native TemplateInstance gone();

        private Templates() {}
    }

    CardPages(
            Cards cards,
            CatalogEntries entries,
            Cataloguing cataloguing,
            Archiving archiving,
            Usage usage,
            CurrentOperator operator,
            Language language) {
        this.cards = cards;
        this.entries = entries;
        this.cataloguing = cataloguing;
        this.archiving = archiving;
        this.usage = usage;
        this.operator = operator;
        this.language = language;
    }

    /** Tags, rights, archive. */
    @GET
    @Path("/card")
    public TemplateInstance card(@RestPath UUID id) {
        return shown(id, null, null);
    }

    /** Where it is used. */
    @GET
    @Path("/usage")
    public TemplateInstance usage(@RestPath UUID id) {
        Card card = cards.of(id);
        return Templates.usage(card, usage.of(card.media()));
    }

    /** Adds a tag. */
    @POST
    @Path("/tags")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response tag(@RestPath UUID id, @RestForm String tag) {
        return after(id, null, () -> cataloguing.tag(id, tag, operator.account()));
    }

    /** Takes a tag away. */
    @POST
    @Path("/tags/remove")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response untag(@RestPath UUID id, @RestForm String tag) {
        return after(id, null, () -> cataloguing.untag(id, tag == null ? "" : tag, operator.account()));
    }

    /** Writes down the rights. */
    @POST
    @Path("/rights")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response rights(@RestPath UUID id, @BeanParam RightsForm typed) {
        return after(
                id, typed, () -> cataloguing.setRights(id, typed.rights(), typed.seenVersion(), operator.account()));
    }

    /** Puts it into the archive. */
    @POST
    @Path("/archive")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response archive(@RestPath UUID id) {
        return after(id, null, () -> archiving.archive(id, operator.account()));
    }

    /** Takes it out of the archive. */
    @POST
    @Path("/restore")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response restore(@RestPath UUID id) {
        return after(id, null, () -> archiving.restore(id, operator.account()));
    }

    /** Deletes it for good. */
    @POST
    @Path("/delete")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response delete(@RestPath UUID id) {
        try {
            archiving.delete(id, operator.account());
            return Response.ok(Templates.gone()).header("HX-Redirect", "/media").build();
        } catch (Problem problem) {
            return refused(id, null, problem);
        }
    }

    private Response after(UUID id, RightsForm typed, Runnable deed) {
        try {
            deed.run();
            return Response.ok(shown(id, null, null)).build();
        } catch (ConstraintViolationException e) {
            return Response.status(422)
                    .entity(shown(id, typed, language.text("library_rights_wrong")))
                    .build();
        } catch (Problem problem) {
            return refused(id, typed, problem);
        }
    }

    private Response refused(UUID id, RightsForm typed, Problem problem) {
        if (problem.type() == ProblemType.NOT_FOUND) {
            throw problem;
        }
        String sentence = problem.sentence("tag", language)
                .or(() -> problem.sentence("rightsUntil", language))
                .or(() -> problem.sentence("showUntil", language))
                .orElseGet(() -> problem.sentence(language));
        return Response.status(problem.type().status())
                .entity(shown(id, typed, sentence))
                .build();
    }

    private TemplateInstance shown(UUID id, RightsForm typed, String error) {
        Card card = cards.of(id);
        return Templates.card(new View(
                card,
                cataloguing.mayWrite(id, operator.account()),
                usage.of(card.media()).referred(),
                entries.usualTags(TAGS_OFFERED),
                typed != null,
                typed == null ? RightsForm.of(card) : typed,
                error));
    }
}
