package io.lunbo.levels;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.levels.LevelResource.LevelDocument;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
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
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;

/** The form for a screen's own brightness and volume. */
@Path("/screens/{code}/levels")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class LevelPages {
    private final ScreenRepository screens;
    private final LevelRepository levels;
    private final LevelSetting setting;
    private final CurrentOperator operator;
    private final Language language;

    /**
     * What a person types of a screen's levels.
     *
     * @param version the version that the person saw; empty where the screen had none of its own
     */
    public record LevelForm(
            @RestForm String dayFrom,
            @RestForm String nightFrom,
            @RestForm String nightAtSunset,
            @RestForm String day,
            @RestForm String night,
            @RestForm String volume,
            @RestForm String quietFrom,
            @RestForm String quietUntil,
            @RestForm String mute,
            @RestForm String halfHours,
            @RestForm String version) {
        static LevelForm of(ScreenLevels levels) {
            LevelDocument known = LevelDocument.of(levels.rules());
            return new LevelForm(
                    known.dayFrom(),
                    known.nightFrom(),
                    known.nightAtSunset() ? "on" : null,
                    Integer.toString(known.day()),
                    Integer.toString(known.night()),
                    Integer.toString(known.volume()),
                    known.quietFrom(),
                    known.quietUntil(),
                    String.join(",", known.mute()),
                    known.halfHours() ? "on" : null,
                    Integer.toString(levels.version()));
        }

        LevelForm over(String current) {
            return new LevelForm(
                    dayFrom,
                    nightFrom,
                    nightAtSunset,
                    day,
                    night,
                    volume,
                    quietFrom,
                    quietUntil,
                    mute,
                    halfHours,
                    current);
        }

        Map<String, String> rows() {
            Map<String, String> rows = new LinkedHashMap<>();
            rows.put("levels_day", day);
            rows.put("levels_night", night);
            rows.put("levels_day_from", dayFrom);
            rows.put("levels_night_from", nightFrom);
            rows.put("levels_volume", volume);
            rows.put("levels_quiet_from", quietFrom);
            rows.put("levels_quiet_until", quietUntil);
            rows.put("levels_mute", mute);
            rows.put("levels_sunset", nightAtSunset == null ? "–" : "✓");
            rows.put("levels_half_hours", halfHours == null ? "–" : "✓");
            return rows;
        }

        Integer seen() {
            return version != null && version.matches("\\d{1,9}") ? Integer.valueOf(version) : null;
        }

        LevelRules rules() {
            List<String> parts = mute == null || mute.isBlank()
                    ? List.of()
                    : List.of(mute.strip().split("[,，]"));
            return new LevelDocument(
                            blank(dayFrom),
                            blank(nightFrom),
                            nightAtSunset != null,
                            percent(day),
                            percent(night),
                            percent(volume),
                            blank(quietFrom),
                            blank(quietUntil),
                            parts,
                            halfHours != null)
                    .rules();
        }

        private static String blank(String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        /** −1, which is refused, where it is no number. */
        private static int percent(String text) {
            return text != null && text.strip().matches("\\d{1,4}") ? Integer.parseInt(text.strip()) : -1;
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance form(
                Screen screen, LevelForm form, boolean own, FormErrors errors, boolean writable);
    }

    LevelPages(
            ScreenRepository screens,
            LevelRepository levels,
            LevelSetting setting,
            CurrentOperator operator,
            Language language) {
        this.screens = screens;
        this.levels = levels;
        this.setting = setting;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance form(String code) {
        return page(code, saved(code), FormErrors.none());
    }

    @POST
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response set(String code, @BeanParam LevelForm form) {
        try {
            setting.set(code, form.rules(), form.seen(), operator.account());
            return back(code);
        } catch (ConstraintViolationException e) {
            return again(code, form, FormErrors.of(e, "levels", language), 422);
        } catch (Problem problem) {
            FormErrors errors = problem.type() == ProblemType.OPENING_HOURS_INVALID
                    ? new FormErrors(null, Map.of("mute", language.text("levels_wrong_mute")))
                    : FormErrors.of(problem, Map.of(ProblemType.SOUND_AT_NIGHT, "quietFrom"), language);
            if (problem.type() == ProblemType.CONFLICT) {
                LevelForm theirs = saved(code);
                return again(code, form.over(theirs.version()), errors.beside(null, theirs.rows(), form.rows()), 409);
            }
            return again(code, form, errors, problem.type().status());
        }
    }

    /** Its own, or what a screen without any is offered. */
    private LevelForm saved(String code) {
        return levels.findByIdOptional(known(code).id())
                .map(LevelForm::of)
                .orElse(new LevelForm("06:30", "19:30", "on", "100", "40", "0", "22:00", "06:00", "", null, ""));
    }

    @POST
    @Path("forget")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public Response forget(String code) {
        setting.forget(code, operator.account());
        return back(code);
    }

    private static Response back(String code) {
        return Response.seeOther(URI.create("/screens/" + code + "/levels")).build();
    }

    private Response again(String code, LevelForm form, FormErrors errors, int status) {
        return Response.status(status).entity(page(code, form, errors)).build();
    }

    private TemplateInstance page(String code, LevelForm form, FormErrors errors) {
        Screen screen = known(code);
        boolean writable = operator.is(Role.Names.SCHEDULER) || operator.is(Role.Names.ADMINISTRATOR);
        return Templates.form(screen, form, levels.of(screen.id()).isPresent(), errors, writable);
    }

    private Screen known(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
