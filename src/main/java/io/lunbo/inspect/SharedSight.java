package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One campaign's figures as they are shown to somebody who may see nothing else: sums, and no way on from them. */
@ApplicationScoped
public class SharedSight {
    private final Questions questions;
    private final Desk desk;
    private final CatchingUp catchingUp;
    private final Clock clock;

    /** Sums over the campaign's days so far. */
    public record Figures(
            String from,
            String until,
            Instant asOf,
            Tally total,
            long photos,
            List<Desk.Row> screens,
            List<Desk.Row> days,
            List<Desk.Row> media) {}

    SharedSight(Questions questions, Desk desk, CatchingUp catchingUp, Clock clock) {
        this.questions = questions;
        this.desk = desk;
        this.catchingUp = catchingUp;
        this.clock = clock;
    }

    /** The figures of now. */
    public Figures of(Campaign campaign) {
        Instant now = clock.instant();
        Question.Asked asked = new Question.Asked();
        asked.campaign = campaign.code();
        Question question = questions.read(asked, now);
        catchingUp.before(question.from(), question.until());
        return new Figures(
                question.from().toString(),
                question.until().toString(),
                now,
                desk.total(question),
                desk.photos(question),
                closed(desk.byScreen(question)),
                closed(desk.byDate(question)),
                closed(desk.byMedia(question)));
    }

    private static List<Desk.Row> closed(List<Desk.Row> rows) {
        return rows.stream()
                .map(row -> new Desk.Row(row.label(), null, null, row.tally(), row.photos()))
                .toList();
    }
}
