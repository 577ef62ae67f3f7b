package io.lunbo.demo;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.PlayerTokens;
import io.lunbo.demo.DemoPeople.Cast;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenColor;
import io.lunbo.screen.ScreenFacts;
import io.lunbo.screen.ScreenKind;
import io.lunbo.screen.ScreenRegistration;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sets up the demo campaign at the first start, deed by deed, as its operators would: nothing is written past the rules.
 *
 * <p>Runs before the first request is answered, so a demo that answers is complete.
 */
@ApplicationScoped
class DemoSeeding {
    private static final int AFTER_EVERYTHING_ELSE = 5000;
    private static final Duration UNTIL_ALL_FILMS_ARE_MADE = Duration.ofMinutes(30);

    private final boolean demo;
    private final int port;
    private final DemoAccess access;
    private final DemoPeople people;
    private final DemoContent content;
    private final OperatorRepository operators;
    private final ScreenRegistration screenRegistration;
    private final ScreenRepository screens;
    private final SheetBuilding building;
    private final SheetPublishing publishing;
    private final PlayerTokens playerTokens;

    DemoSeeding(
            @ConfigProperty(name = "lunbo.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "quarkus.http.port") int port,
            DemoAccess access,
            DemoPeople people,
            DemoContent content,
            OperatorRepository operators,
            ScreenRegistration screenRegistration,
            ScreenRepository screens,
            SheetBuilding building,
            SheetPublishing publishing,
            PlayerTokens playerTokens) {
        this.demo = demo;
        this.port = port;
        this.access = access;
        this.people = people;
        this.content = content;
        this.operators = operators;
        this.screenRegistration = screenRegistration;
        this.screens = screens;
        this.building = building;
        this.publishing = publishing;
        this.playerTokens = playerTokens;
    }

    @ActivateRequestContext
    void atStart(@Observes @Priority(AFTER_EVERYTHING_ELSE) StartupEvent start) {
        if (!demo || access.exists()) {
            return;
        }
        if (QuarkusTransaction.requiringNew().call(operators::count) > 0) {
            throw new IllegalStateException(
                    "The data folder holds operators but no finished demo: it was interrupted while"
                            + " being set up, or belongs to a real installation.\nMaybe set lunbo.data to an empty folder.");
        }
        seed();
    }

    private void seed() {
        DemoCampaign campaign = DemoCampaign.read();
        Log.info("Setting up the demo campaign: people, screens, films, reviews, sheets …");
        Cast cast = people.register(campaign);
        campaign.screens().forEach(screen -> register(screen, campaign, cast.as("scheduler")));
        content.bring(campaign, cast);
        publishSheets(campaign, cast.as("scheduler"));
        access.write(
                new DemoAccess.Content(cast.accesses(), issueTokens(cast.as("playout")), "http://localhost:" + port));
    }

    private void register(DemoCampaign.DemoScreen screen, DemoCampaign campaign, Account scheduler) {
        screenRegistration.register(
                new ScreenFacts(
                        screen.code(),
                        screen.name(),
                        ScreenKind.valueOf(screen.kind()),
                        screen.widthPx(),
                        screen.heightPx(),
                        screen.color() == null ? ScreenColor.FULL : ScreenColor.valueOf(screen.color()),
                        campaign.campaign().timeZone(),
                        screen.hours(),
                        screen.operator(),
                        String.join(", ", screen.assumed()),
                        true),
                scheduler);
    }

    private void publishSheets(DemoCampaign campaign, Account scheduler) {
        List<String> codes =
                campaign.screens().stream().map(DemoCampaign.DemoScreen::code).toList();
        List<UUID> drafts =
                building
                        .buildAll(
                                codes,
                                campaign.campaign().from(),
                                campaign.campaign().until(),
                                scheduler)
                        .stream()
                        .map(Sheet::id)
                        .toList();
        publishing.publish(drafts, scheduler, UNTIL_ALL_FILMS_ARE_MADE);
    }

    private List<DemoAccess.Player> issueTokens(Account playout) {
        List<DemoAccess.Player> players = new ArrayList<>();
        QuarkusTransaction.requiringNew().run(() -> {
            for (Screen screen : screens.inUse()) {
                String token = playerTokens
                        .issue(screen.id(), "Demo " + screen.code(), "browser", null)
                        .token();
                players.add(new DemoAccess.Player(screen.code(), token));
            }
        });
        return players;
    }
}
