package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.evidence.PhotoRepository.Confirmed;
import io.lunbo.inspect.InspectResource.GroupBy;
import io.lunbo.inspect.InspectResource.Tallies;
import io.lunbo.inspect.InspectResource.TallyDocument;
import io.lunbo.reconcile.Cause;
import io.lunbo.screen.Screen;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.Tally;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The counts of a period as the API says them, for whoever hands them on. */
@ApplicationScoped
public class Counts {
    private final Questions questions;
    private final TallyRepository tallies;
    private final CatchingUp catchingUp;
    private final Photographed photographed;
    private final Clock clock;

    Counts(
            Questions questions,
            TallyRepository tallies,
            CatchingUp catchingUp,
            Photographed photographed,
            Clock clock) {
        this.questions = questions;
        this.tallies = tallies;
        this.catchingUp = catchingUp;
        this.photographed = photographed;
        this.clock = clock;
    }

    /** Counts by one or several groups; null or empty: the sum alone. Refused where the question means nothing. */
    public Tallies of(Question.Asked asked, List<GroupBy> by) {
        Instant now = clock.instant();
        Question question = questions.read(asked, now);
        catchingUp.before(question.from(), question.until());
        Set<By> groups = by == null ? Set.of() : by.stream().map(Counts::column).collect(Collectors.toSet());
        Map<UUID, String> screens =
                questions.everyScreen().stream().collect(Collectors.toMap(Screen::id, Screen::code));
        Map<UUID, String> campaigns =
                questions.campaigns().stream().collect(Collectors.toMap(Campaign::id, Campaign::code));
        List<Confirmed> photos = photographed.of(question.filter());
        List<TallyDocument> found = groups.isEmpty()
                ? List.of()
                : tallies.by(question.filter(), groups).stream()
                        .map(group -> document(
                                group.campaign() == null ? null : campaigns.get(group.campaign()),
                                group.screen() == null ? null : screens.get(group.screen()),
                                group,
                                Photographed.in(photos, group, groups)))
                        .toList();
        TallyRepository.Group all =
                new TallyRepository.Group(null, null, null, null, null, null, tallies.total(question.filter()));
        UUID screen = question.screen() == null ? null : question.screen().id();
        long waiting =
                tallies.standing(screen, question.from(), question.until(), now).waiting();
        return new Tallies(question.from(), question.until(), waiting, document(null, null, all, photos.size()), found);
    }

    private static By column(GroupBy by) {
        return switch (by) {
            case CAMPAIGN -> By.CAMPAIGN_ID;
            case SCREEN -> By.SCREEN_ID;
            case DATE -> By.DATE;
            case HOUR -> By.HOUR;
            case MEDIA -> By.MEDIA_SHA256;
        };
    }

    private static TallyDocument document(String campaign, String screen, TallyRepository.Group group, int photos) {
        Tally tally = group.tally();
        Tally.Dues dues = tally.dues();
        Tally.Excused excused = dues.excused();
        Map<Cause, Integer> causes = Map.of(
                Cause.BLACKOUT, excused.blackout(),
                Cause.TAKEOVER, excused.takeover(),
                Cause.OUTAGE, excused.outage(),
                Cause.CLOSED, excused.closed());
        return new TallyDocument(
                campaign,
                screen,
                group.date(),
                group.hour(),
                group.media(),
                tally.planned(),
                tally.counted(),
                tally.actual(),
                tally.completion(),
                dues.played(),
                dues.partial(),
                dues.missed(),
                dues.wrong(),
                dues.madeGood(),
                excused.total(),
                new TreeMap<>(causes),
                dues.notYet(),
                dues.assumed(),
                dues.dueMs(),
                dues.shownMs(),
                tally.logs().total(),
                tally.logs().extra(),
                tally.logs().wrong(),
                tally.logs().failed(),
                tally.logs().loggedMs(),
                photos);
    }
}
