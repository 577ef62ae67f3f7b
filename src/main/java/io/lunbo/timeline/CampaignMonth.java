package io.lunbo.timeline;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.flight.PublicDays;
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
    private final PublicDayRepository publicDays;

    CampaignMonth(CampaignRepository campaigns, PublicDayRepository publicDays) {
        this.campaigns = campaigns;
        this.publicDays = publicDays;
    }

    /** A campaign on one day; its name stands where it begins and at the beginning of each week. */
    record Bar(Campaign campaign, int color, boolean begins, boolean ends, boolean named) {}

    /**
     * A day with what runs on it.
     *
     * @param working true for a make-up working day, false for a public holiday, null where the calendar says nothing
     * @param bars a null keeps the place of a campaign that does not run
     */
    record Day(LocalDate date, boolean inMonth, boolean today, Boolean working, List<Bar> bars) {
        /** The key of the mark that calendars have for it; null where there is none. */
        public String mark() {
            return working == null ? null : working ? "timeline_working" : "timeline_holiday";
        }
    }

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
        PublicDays said = publicDays.between(first.minusDays(1), last.plusDays(1));
        List<List<Day>> weeks = new ArrayList<>();
        for (LocalDate monday = first; monday.isBefore(last); monday = monday.plusWeeks(1)) {
            weeks.add(week(monday, month, today, all, said));
        }
        int running = (int) all.stream()
                .filter(one -> !one.from().isAfter(month.atEndOfMonth())
                        && !one.until().isBefore(month.atDay(1)))
                .count();
        return new Sight(month, weeks, running);
    }

    private static List<Day> week(
            LocalDate monday, YearMonth month, LocalDate today, List<Campaign> all, PublicDays said) {
        List<Campaign> running = all.stream()
                .filter(one -> monday.datesUntil(monday.plusDays(7)).anyMatch(day -> one.runsOn(day, said)))
                .toList();
        return monday.datesUntil(monday.plusDays(7))
                .map(date -> new Day(
                        date,
                        YearMonth.from(date).equals(month),
                        date.equals(today),
                        said.working().get(date),
                        running.stream()
                                .map(one -> one.runsOn(date, said) ? bar(one, date, monday, all, said) : null)
                                .toList()))
                .toList();
    }

    private static Bar bar(Campaign campaign, LocalDate date, LocalDate monday, List<Campaign> all, PublicDays said) {
        boolean begins = !campaign.runsOn(date.minusDays(1), said);
        return new Bar(
                campaign,
                all.indexOf(campaign) % COLORS,
                begins,
                !campaign.runsOn(date.plusDays(1), said),
                begins || date.equals(monday));
    }
}
