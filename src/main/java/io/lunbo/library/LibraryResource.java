package io.lunbo.library;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.library.Cards.Card;
import io.lunbo.library.LibrarySearch.Found;
import io.lunbo.media.MediaKind;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The library over REST. */
@Path("/api/v1/library")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "library")
public class LibraryResource {
    private final LibrarySearch search;
    private final Cards cards;
    private final Cataloguing cataloguing;
    private final Archiving archiving;
    private final Usage usage;
    private final CurrentOperator operator;

    LibraryResource(
            LibrarySearch search,
            Cards cards,
            Cataloguing cataloguing,
            Archiving archiving,
            Usage usage,
            CurrentOperator operator) {
        this.search = search;
        this.cards = cards;
        this.cataloguing = cataloguing;
        this.archiving = archiving;
        this.usage = usage;
        this.operator = operator;
    }

    /**
     * What is known of a media in the library.
     *
     * @param text a slogan's text, else null
     * @param units the names of those that brought it
     * @param lastDay the last day on which it may be shown; null where there is none
     * @param archivedAt since when it lies in the archive; null where it does not
     * @param version counts its changes
     */
    public record LibraryItem(
            UUID id,
            String sha256,
            MediaKind kind,
            String title,
            String text,
            Standing status,
            List<String> units,
            List<String> tags,
            Rights rights,
            LocalDate lastDay,
            boolean endsSoon,
            Instant archivedAt,
            Instant createdAt,
            int version) {
        static LibraryItem of(Card card) {
            return new LibraryItem(
                    card.media().id(),
                    card.media().sha256(),
                    card.media().kind(),
                    card.media().title(),
                    card.media().text(),
                    card.standing(),
                    card.units(),
                    card.entry().tags(),
                    card.entry().rights(),
                    card.entry().rights().lastDay(),
                    card.endsSoon(),
                    card.entry().archivedAt(),
                    card.media().createdAt(),
                    card.entry().version());
        }
    }

    /**
     * A page of the library.
     *
     * @param counts how many of what fits stand how, whatever status was asked for
     * @param next the cursor of the next page; null on the last one
     */
    public record LibraryPage(List<LibraryItem> items, Map<Standing, Long> counts, String next) {}

    /**
     * Rights as they should be.
     *
     * @param version the version that was seen
     */
    public record RightsRequest(
            @NotNull @Valid Rights rights, @NotNull Integer version) {}

    /** Finds media. */
    @GET
    @Operation(summary = "Media by title, text, tag, unit and status")
    public LibraryPage list(
            @RestQuery String q,
            @RestQuery String tag,
            @RestQuery String unit,
            @RestQuery Standing status,
            @RestQuery MediaKind kind,
            @RestQuery boolean archived,
            @RestQuery RightsEnd rights,
            @RestQuery LibrarySort sort,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        LibraryQuery query = new LibraryQuery(q, tag, unit, status, kind, archived, rights, sort);
        Found found = search.find(query, cursor, limit);
        List<LibraryItem> items =
                cards.of(found.ids()).stream().map(LibraryItem::of).toList();
        return new LibraryPage(items, search.counts(query), found.next());
    }

    /** One media. */
    @GET
    @Path("/{id}")
    @Operation(summary = "What the library knows of a media")
    public LibraryItem get(@RestPath UUID id) {
        return LibraryItem.of(cards.of(id));
    }

    /** Where it is used. */
    @GET
    @Path("/{id}/usage")
    @Operation(summary = "The campaigns, sheets and takeovers that use a media")
    public Usage.Used usage(@RestPath UUID id) {
        return usage.of(cards.of(id).media());
    }

    /** Adds a tag. */
    @PUT
    @Path("/{id}/tags/{tag}")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Add a tag")
    public LibraryItem tag(@RestPath UUID id, @RestPath String tag) {
        cataloguing.tag(id, tag, operator.account());
        return get(id);
    }

    /** Takes a tag away. */
    @DELETE
    @Path("/{id}/tags/{tag}")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Take a tag away")
    public LibraryItem untag(@RestPath UUID id, @RestPath String tag) {
        cataloguing.untag(id, tag, operator.account());
        return get(id);
    }

    /** Writes down its rights. */
    @PUT
    @Path("/{id}/rights")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Write down source, licence and last days; sheets of lost days are published without it")
    public LibraryItem setRights(@RestPath UUID id, @NotNull @Valid RightsRequest request) {
        cataloguing.setRights(id, request.rights(), request.version(), operator.account());
        return get(id);
    }

    /** Puts it into the archive. */
    @POST
    @Path("/{id}/archive")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Put a media into the archive")
    public LibraryItem archive(@RestPath UUID id) {
        archiving.archive(id, operator.account());
        return get(id);
    }

    /** Takes it out of the archive. */
    @POST
    @Path("/{id}/restore")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Take a media out of the archive")
    public LibraryItem restore(@RestPath UUID id) {
        archiving.restore(id, operator.account());
        return get(id);
    }

    /** Deletes what nothing refers to. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @Operation(summary = "Delete a media to which nothing refers")
    public void delete(@RestPath UUID id) {
        archiving.delete(id, operator.account());
    }
}
