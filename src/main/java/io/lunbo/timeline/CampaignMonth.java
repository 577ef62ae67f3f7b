package io.lunbo.timeline;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Which campaigns run on which days of a month. */
@ApplicationScoped
class CampaignMonth {
    private static final int COLORS = 12;

    private final CampaignRepository campaigns;

    CampaignMonth(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    /** A campaign on one day; its name stands where it begins and at the beginning of each week. */
    record Bar(Campaign campaign, int color, boolean begins, boolean ends, boolean named) {}

    /** A day with what runs on it; a bar that is null keeps the place of one that does not run. */
    record Day(LocalDate date, boolean inMonth, boolean today, List<Bar> bars) {}

    /** A month in whole weeks, Monday first. */
    record Sight(YearMonth month, List<List<Day>> weeks, int running) {
        public YearMonth earlier() {
            return month.minusMonths(1);
        }

        public YearMonth later() {
            return month.plusMonths(1);
        }

        /** The first days of the week, for its names. */
        public List<DayOfWeek> weekdays() {
            return List.of(DayOfWeek.values());
        }
    }

    @Transactional
    Sight of(YearMonth month, LocalDate today) {
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        List<Campaign> all = campaigns.all();
        List<List<Day>> weeks = new ArrayList<>();
        for (LocalDate monday = first; monday.isBefore(last); monday = monday.plusWeeks(1)) {
            weeks.add(week(monday, month, today, all));
        }
        int running = (int) all.stream()
                .filter(one -> !one.from().isAfter(month.atEndOfMonth())
                        && !one.until().isBefore(month.atDay(1)))
                .count();
        return new Sight(month, weeks, running);
    }

    private static List<Day> week(LocalDate monday, YearMonth month, LocalDate today, List<Campaign> all) {
        List<Campaign> running = all.stream()
                .filter(one -> monday.datesUntil(monday.plusDays(7)).anyMatch(one::runsOn))
                .toList();
        return monday.datesUntil(monday.plusDays(7))
                .map(date -> new Day(
                        date,
                        YearMonth.from(date).equals(month),
                        date.equals(today),
                        running.stream()
                                .map(one -> one.runsOn(date) ? bar(one, date, monday, all) : null)
                                .toList()))
                .toList();
    }

    private static Bar bar(Campaign campaign, LocalDate date, LocalDate monday, List<Campaign> all) {
        boolean begins = !campaign.runsOn(date.minusDays(1));
        return new Bar(
                campaign,
                all.indexOf(campaign) % COLORS,
                begins,
                !campaign.runsOn(date.plusDays(1)),
                begins || date.equals(monday));
    }
}
