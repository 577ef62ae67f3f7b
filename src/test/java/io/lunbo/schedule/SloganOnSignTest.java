package io.lunbo.schedule;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenFit;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.lunbo.screen.SignLimits.Unshown;
import io.lunbo.screen.SignSettings;
import io.lunbo.slogan.SignCharset;
import io.lunbo.slogan.SloganLayout.Mode;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** No sign is booked for, or given, a text that its font cannot show. */
@QuarkusTest
class SloganOnSignTest {
    @Inject
    CampaignBooking booking;

    @Inject
    MediaIntake intake;

    @Inject
    ScreenRegistration registration;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private SignedIn submitter;

    @BeforeEach
    void register() {
        scheduler = SignedIn.registered(false, Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
    }

    @Test
    void bookingOnASignThatLacksACharacterNamesCharacterPlaceAndRepair() {
        Screen sign = sign(SignSettings.USUAL);
        Campaign campaign = campaign(sign);
        Media slogan = intake.slogan("4•26世界知识产权日" + UUID.randomUUID(), submitter.account());
        booking.submit(campaign.id(), slogan.id(), submitter.account());

        Problem refusal = catchThrowableOfType(Problem.class, () -> book(campaign, slogan));

        assertThat(refusal.type()).isEqualTo(ProblemType.SLOGAN_UNDISPLAYABLE);
        assertThat(refusal.extensions())
                .containsEntry("screen", sign.code())
                .containsEntry("charset", "GB2312")
                .containsEntry("undisplayable", List.of(new Unshown(1, 2, "•", "U+2022", "·")));
    }

    @Test
    void wallShowsWhatSignsCannotAndIsBookedAlone() {
        Screen sign = sign(SignSettings.USUAL);
        Screen wall = AScreen.wall("08:00-22:00", scheduler.account());
        Campaign campaign = campaign(sign, wall);
        Media slogan = intake.slogan("創新" + UUID.randomUUID(), submitter.account());
        booking.submit(campaign.id(), slogan.id(), submitter.account());

        assertRefused(ProblemType.SLOGAN_UNDISPLAYABLE, () -> book(campaign, slogan));
        SpotFacts onWall = new SpotFacts(slogan.id(), 1, null, Set.of(), null, null, Set.of(wall.code()));
        assertThat(booking.book(campaign.id(), onWall, scheduler.account()).namedScreens())
                .extracting(Screen::code)
                .containsExactly(wall.code());
    }

    @Test
    void gbkSignTakesWhatGb2312DoesNotUntilItsFontChanges() {
        Screen sign = sign(new SignSettings(SignCharset.GBK, 1, 1.25, 15_000L, 10.0));
        Campaign campaign = campaign(sign);
        Media slogan = intake.slogan("創新" + UUID.randomUUID(), submitter.account());
        Reviewed.byAll(booking.submit(campaign.id(), slogan.id(), submitter.account()));
        book(campaign, slogan);
        Sheet sheet = building.build(sign.id(), tomorrow(), scheduler.account());
        assertThat(sheet.playCount()).isPositive();

        registration.change(sign.code(), facts(sign.code(), SignSettings.USUAL), sign.version(), scheduler.account());

        assertRefused(
                ProblemType.SLOGAN_UNDISPLAYABLE, () -> publishing.publish(List.of(sheet.id()), scheduler.account()));
    }

    @Test
    void sheetFollowsTheSignsOwnPaceAndRows() {
        Media slogan = intake.slogan("版".repeat(60) + UUID.randomUUID(), submitter.account());
        Screen slow = sign(new SignSettings(SignCharset.GB2312, 1, 1.0, 15_000L, 10.0));
        Screen fast = sign(new SignSettings(SignCharset.GB2312, 1, 4.0, 15_000L, 10.0));

        var slowly = slogan.layout(slow.textSurface(), "#ff0000");
        var quickly = slogan.layout(fast.textSurface(), "#ff0000");

        assertThat(slowly.mode()).isEqualTo(Mode.SCROLL_LEFT);
        assertThat(slowly.pxPerSecond()).isEqualTo(16);
        assertThat(quickly.pxPerSecond()).isEqualTo(64);
        assertThat(slowly.durationMs()).isEqualTo(4 * quickly.durationMs());
        Media shortOne = intake.slogan("版权" + UUID.randomUUID().toString().substring(0, 8), submitter.account());
        Screen patient = sign(new SignSettings(SignCharset.GB2312, 1, 1.25, 40_000L, 10.0));
        assertThat(shortOne.layout(patient.textSurface(), "#ff0000").durationMs())
                .isEqualTo(40_000);
    }

    private void book(Campaign campaign, Media slogan) {
        SpotFacts facts = new SpotFacts(slogan.id(), 1, null, Set.of(), null, null, Set.of());
        booking.book(campaign.id(), facts, scheduler.account());
    }

    private Campaign campaign(Screen... screens) {
        CampaignFacts facts = new CampaignFacts(
                "c-" + UUID.randomUUID(),
                "宣传周",
                null,
                null,
                tomorrow(),
                tomorrow().plusDays(6),
                null,
                Set.copyOf(List.of(screens).stream().map(Screen::code).toList()));
        return booking.create(facts, scheduler.account());
    }

    private Screen sign(SignSettings settings) {
        return registration.register(facts("s-" + UUID.randomUUID(), settings), scheduler.account());
    }

    private ScreenFacts facts(String code, SignSettings settings) {
        return new ScreenFacts(
                code,
                "过街屏 " + code,
                ScreenKind.TEXT_SIGN,
                384,
                16,
                ScreenColor.SINGLE,
                "Asia/Shanghai",
                "08:00-09:00",
                AScreen.unitOf(scheduler.account()),
                null,
                true,
                ScreenFit.FIT,
                settings);
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
    }
}
