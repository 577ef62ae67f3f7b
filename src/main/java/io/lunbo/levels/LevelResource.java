package io.lunbo.levels;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.daypart.Daypart;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The brightness and volume of a screen as JSON. */
@Path("/api/v1/screens/{code}/levels")
@Authenticated
public class LevelResource {
    private final ScreenRepository screens;
    private final LevelRepository levels;
    private final LevelSetting setting;
    private final CurrentOperator operator;

    LevelResource(ScreenRepository screens, LevelRepository levels, LevelSetting setting, CurrentOperator operator) {
        this.screens = screens;
        this.levels = levels;
        this.setting = setting;
        this.operator = operator;
    }

    /**
     * How bright and loud a screen is; times of day as HH:mm, levels in percent.
     *
     * @param nightAtSunset whether the night begins at sunset; without known coordinates it begins at {@code nightFrom}
     * @param mute windows without sound, as HH:mm-HH:mm
     * @param halfHours whether the controller switches on half-hours only
     */
    public record LevelDocument(
            String dayFrom,
            String nightFrom,
            boolean nightAtSunset,
            int day,
            int night,
            int volume,
            String quietFrom,
            String quietUntil,
            List<String> mute,
            boolean halfHours) {
        static LevelDocument of(LevelRules rules) {
            return new LevelDocument(
                    rules.dayFrom().toString(),
                    rules.nightFrom().toString(),
                    rules.nightAtSunset(),
                    rules.day(),
                    rules.night(),
                    rules.volume(),
                    rules.quietFrom().toString(),
                    rules.quietUntil().toString(),
                    rules.mute().stream().map(Daypart::toString).toList(),
                    rules.halfHours());
        }

        LevelRules rules() {
            return new LevelRules(
                    time(dayFrom),
                    time(nightFrom),
                    nightAtSunset,
                    day,
                    night,
                    volume,
                    time(quietFrom),
                    time(quietUntil),
                    mute == null
                            ? List.of()
                            : mute.stream().map(LevelDocument::part).toList(),
                    halfHours);
        }

        private static LocalTime time(String text) {
            try {
                return text == null ? null : LocalTime.parse(text);
            } catch (DateTimeException e) {
                throw Problem.of(ProblemType.OPENING_HOURS_INVALID, text);
            }
        }

        private static Daypart part(String text) {
            try {
                return Daypart.parse(String.valueOf(text));
            } catch (IllegalArgumentException e) {
                throw Problem.of(ProblemType.OPENING_HOURS_INVALID, text);
            }
        }
    }

    @GET
    @Operation(summary = "A screen's own brightness and volume; 404 where it goes by the configuration")
    @APIResponseSchema(LevelDocument.class)
    public RestResponse<LevelDocument> levels(String code) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return levels.findByIdOptional(screen.id())
                .map(LevelResource::answer)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    @PUT
    @Operation(
            summary = "Give a screen its own brightness and volume",
            description = "Where it has some already, If-Match names the version that was seen.")
    @APIResponseSchema(LevelDocument.class)
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<LevelDocument> set(
            String code, @NotNull LevelDocument body, @RestHeader("If-Match") String ifMatch) {
        LevelRules rules = body.rules();
        return answer(VersionTag.written(
                ifMatch, seen -> setting.set(code, rules, seen, operator.account()), body, () -> current(code)));
    }

    private LevelDocument current(String code) {
        return screens.byCode(code)
                .flatMap(screen -> levels.of(screen.id()))
                .map(LevelDocument::of)
                .orElse(null);
    }

    private static RestResponse<LevelDocument> answer(ScreenLevels levels) {
        return RestResponse.ResponseBuilder.ok(LevelDocument.of(levels.rules()))
                .tag(VersionTag.of(levels.version()))
                .build();
    }

    @DELETE
    @Operation(summary = "Let a screen go by the configuration again")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public void forget(String code) {
        setting.forget(code, operator.account());
    }
}
