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
    /** How many screens stand on one page; there may be thousands. */
    public static final int SCREENS_ON_A_PAGE = 60;

    private static final int MOST_PAGES = 10_000;

    private final Questions questions;
    private final Desk desk;
    private final CatchingUp catchingUp;
    private final Clock clock;

    /**
     * Sums over the campaign's days so far.
     *
     * @param total of all its screens, whichever are listed
     * @param screens those of the page
     */
    public record Figures(
            String from,
            String until,
            Instant asOf,
            Tally total,
            long photos,
            Desk.SomeScreens screens,
            List<Desk.Row> days,
            List<Desk.Row> media) {}

    SharedSight(Questions questions, Desk desk, CatchingUp catchingUp, Clock clock) {
        this.questions = questions;
        this.desk = desk;
        this.catchingUp = catchingUp;
        this.clock = clock;
    }

    /**
     * The figures of now.
     *
     * @param words what the listed screens' names have in them; empty: all of them
     * @param page the number of the page of screens, from 0; null: the first, one behind the last: the last
     */
    public Figures of(Campaign campaign, String words, String page) {
        int number = questions.number("page", page, 0, MOST_PAGES);
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
                closed(desk.named(question, words, number, SCREENS_ON_A_PAGE)),
                closed(desk.byDate(question)),
                closed(desk.byMedia(question)));
    }

    private static Desk.SomeScreens closed(Desk.SomeScreens some) {
        return new Desk.SomeScreens(closed(some.rows()), some.heat(), some.before(), some.all());
    }

    private static List<Desk.Row> closed(List<Desk.Row> rows) {
        return rows.stream()
                .map(row -> new Desk.Row(row.label(), null, null, row.tally(), row.photos()))
                .toList();
    }
}
