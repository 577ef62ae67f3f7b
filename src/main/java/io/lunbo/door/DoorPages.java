package io.lunbo.door;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Player;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** Opens and closes the doors for players that others made. */
@Path("/doors")
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Produces(MediaType.TEXT_HTML)
public class DoorPages {
    private static final int LONGEST_NAME = 100;

    private final Doors doors;
    private final ScreenRepository screens;
    private final EntityManager entities;
    private final CurrentOperator operator;
    private final Language language;

    /** An open door with what it is for. */
    record Open(Door door, String screen, String zone, String player) {}

    /** What was typed. */
    record Typed(String screen, String kind, String name) {}

    /** The page; {@code addresses} are told once, {@code error} says why nothing was opened. */
    record Sight(List<Open> open, List<Screen> screens, Typed typed, List<String> addresses, String error) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(Sight sight, List<Door.Kind> kinds);

        private Templates() {}
    }

    DoorPages(
            Doors doors,
            ScreenRepository screens,
            EntityManager entities,
            CurrentOperator operator,
            Language language) {
        this.doors = doors;
        this.screens = screens;
        this.entities = entities;
        this.operator = operator;
        this.language = language;
    }

    /** Those that are open. */
    @GET
    @Transactional
    public TemplateInstance list() {
        return page(new Typed("", Door.Kind.SMIL.name(), ""), List.of(), null);
    }

    /** Opens one and shows its addresses, this once. */
    @POST
    public Response make(@RestForm String screen, @RestForm String kind, @RestForm String name, UriInfo uri) {
        Optional<Door.Kind> wanted = Arrays.stream(Door.Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        boolean good = wanted.isPresent()
                && screen != null
                && screens.byCode(screen).isPresent()
                && name != null
                && !name.isBlank()
                && name.length() <= LONGEST_NAME;
        if (!good) {
            Typed typed = new Typed(screen == null ? "" : screen, kind == null ? "" : kind, name == null ? "" : name);
            return Response.status(422)
                    .entity(page(typed, List.of(), language.text("door_wrong")))
                    .build();
        }
        List<String> addresses = doors.make(wanted.get(), screen, name, operator.account()).paths().stream()
                .map(path -> uri.getBaseUri().resolve(path).toString())
                .toList();
        return Response.ok(page(new Typed(screen, kind, ""), addresses, null))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Closes one for good. */
    @POST
    @Path("{id}/revoke")
    public Response revoke(UUID id) {
        doors.revoke(id, operator.account());
        return Response.seeOther(URI.create("/doors")).build();
    }

    private TemplateInstance page(Typed typed, List<String> addresses, String error) {
        List<Screen> inUse = screens.inUse();
        Map<UUID, Screen> byId = inUse.stream().collect(Collectors.toMap(Screen::id, Function.identity()));
        List<Open> open = doors.open().stream()
                .filter(door -> byId.containsKey(door.screenId()))
                .map(door -> new Open(
                        door,
                        byId.get(door.screenId()).name(),
                        byId.get(door.screenId()).timeZone().getId(),
                        entities.find(Player.class, door.playerId()).name()))
                .toList();
        return Templates.list(new Sight(open, inUse, typed, addresses, error), List.of(Door.Kind.values()));
    }
}
