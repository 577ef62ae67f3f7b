package io.lunbo.desk;

import io.lunbo.campaign.CampaignFacts;
import io.lunbo.flight.DayRule;
import io.lunbo.flight.Flight;
import io.lunbo.flight.RunDates;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignClass;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.terms.NamedDaypart;
import io.lunbo.terms.Target;
import io.lunbo.web.FormErrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A campaign as a person types it: text throughout, so that nothing typed is lost where it cannot be understood.
 *
 * @param from the first day of its first flight
 * @param until the last day of its first flight
 * @param flights its other flights, one per line
 * @param excluded days left out, one per line
 * @param dayparts a name and a time of the day per line
 * @param targets screens that are meant without a name, e.g. {@code KIND:LED_WALL}
 * @param version the version that the person saw; empty for a new campaign
 */
public record CampaignForm(
        @RestForm String code,
        @RestForm String name,
        @RestForm String theme,
        @RestForm String basis,
        @RestForm String from,
        @RestForm String until,
        @RestForm String reportDue,
        @RestForm List<String> screens,
        @RestForm String flights,
        @RestForm List<String> weekdays,
        @RestForm String excluded,
        @RestForm String rule,
        @RestForm String dayparts,
        @RestForm String campaignClass,
        @RestForm String share,
        @RestForm List<String> targets,
        @RestForm String template,
        @RestForm String version) {
    /**
     * What is on the page.
     *
     * @param code the campaign's code; null for a new one
     * @param form what is or was typed
     * @param screens the screens to choose from
     * @param errors what is wrong with it
     */
    public record Editing(String code, CampaignForm form, List<Screen> screens, FormErrors errors) {
        /** Where the form is sent. */
        public String action() {
            return code == null ? "/campaigns" : "/campaigns/" + code;
        }

        /** Where one goes who does not save. */
        public String back() {
            return action();
        }

        /** What targets there are to choose from. */
        public List<TargetChoice> targets() {
            return TargetChoice.among(screens);
        }

        /** All classes, the first to stay first. */
        public List<CampaignClass> classes() {
            return List.of(CampaignClass.values());
        }

        /** What is wrong with the dayparts; null where nothing is. */
        public String daypartError() {
            return java.util.stream.Stream.of("dayparts", "hours", "ofSomeLength", "eachNameOnce")
                    .map(errors::at)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Leaves no nulls where a page goes through. */
    public CampaignForm {
        screens = Typed.named(screens);
        weekdays = Typed.named(weekdays);
        targets = Typed.named(targets);
    }

    /** All rules of public holidays. */
    public List<DayRule> rules() {
        return List.of(DayRule.values());
    }

    /** The days of the week. */
    public List<Weekday> days() {
        return Weekday.ALL;
    }

    static CampaignForm blank(LocalDate today) {
        CampaignFacts week = new CampaignFacts("", "", null, null, today, today.plusDays(6), null, Set.of());
        return of(week, "");
    }

    static CampaignForm of(CampaignFacts facts, String version) {
        CampaignTerms terms = facts.terms();
        List<Flight> all = terms.dates().flights();
        Flight first = all.isEmpty() ? new Flight(facts.from(), facts.until()) : all.get(0);
        return new CampaignForm(
                facts.code(),
                facts.name(),
                Typed.or(facts.theme()),
                Typed.or(facts.basis()),
                first.from().toString(),
                first.until().toString(),
                Typed.or(facts.reportDue()),
                List.copyOf(facts.screens()),
                Typed.lines(all.stream().skip(1).toList()),
                Typed.names(terms.dates()),
                Typed.lines(terms.dates().excluded()),
                terms.dates().rule().name(),
                Typed.lines(terms.dayparts().stream()
                        .map(one -> one.name() + " " + one.hours())
                        .toList()),
                terms.campaignClass().name(),
                terms.sharePercent() == null ? "" : terms.sharePercent().toPlainString(),
                terms.targets().stream().map(Target::toString).toList(),
                terms.template() ? "on" : "",
                version);
    }

    CampaignForm over(int currentVersion) {
        return new CampaignForm(
                code,
                name,
                theme,
                basis,
                from,
                until,
                reportDue,
                screens,
                flights,
                weekdays,
                excluded,
                rule,
                dayparts,
                campaignClass,
                share,
                targets,
                template,
                Integer.toString(currentVersion));
    }

    CampaignFacts facts(String knownCode) {
        return new CampaignFacts(
                knownCode,
                name,
                Typed.textOrNull(theme),
                Typed.textOrNull(basis),
                Typed.date(from),
                Typed.date(until),
                Typed.date(reportDue),
                new LinkedHashSet<>(screens),
                terms());
    }

    private CampaignTerms terms() {
        List<Flight> all = new ArrayList<>(Typed.flights(flights));
        LocalDate first = Typed.date(from);
        LocalDate last = Typed.date(until);
        if (!all.isEmpty() && first != null && last != null) {
            all.add(new Flight(first, last));
        }
        RunDates dates = Typed.dates(all, weekdays, excluded, rule);
        CampaignClass found = Arrays.stream(CampaignClass.values())
                .filter(one -> one.name().equals(campaignClass))
                .findFirst()
                .orElse(CampaignClass.CAMPAIGN);
        Set<Target> meant = targets.stream()
                .map(Target::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        return new CampaignTerms(
                dates, parts(), found, Typed.percent(share), meant, template != null && !template.isEmpty());
    }

    private List<NamedDaypart> parts() {
        return dayparts == null
                ? List.of()
                : dayparts.lines()
                        .map(line -> line.strip().replace('–', '-'))
                        .filter(line -> !line.isEmpty())
                        .map(CampaignForm::part)
                        .toList();
    }

    private static NamedDaypart part(String line) {
        int end = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\u3000'));
        return end < 0
                ? new NamedDaypart(line, "")
                : new NamedDaypart(line.substring(0, end).strip(), line.substring(end + 1));
    }

    int seenVersion() {
        return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    /** Its fields as one reads them, by the keys of their names. */
    Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("campaign_name", Typed.or(name).strip());
        rows.put("campaign_from", Typed.or(from));
        rows.put("campaign_until", Typed.or(until));
        rows.put("campaign_flights", flat(flights));
        rows.put("campaign_weekdays", String.join(", ", new TreeSet<>(weekdays)));
        rows.put("campaign_excluded", flat(excluded));
        rows.put("campaign_rule", Typed.or(rule));
        rows.put("campaign_theme", Typed.or(theme).strip());
        rows.put("campaign_basis", Typed.or(basis).strip());
        rows.put("campaign_report_due", Typed.or(reportDue));
        rows.put("campaign_dayparts", flat(dayparts));
        rows.put("campaign_class", Typed.or(campaignClass));
        rows.put("campaign_share", Typed.or(share).strip());
        rows.put("campaign_screens", String.join(", ", new TreeSet<>(screens)));
        rows.put("campaign_targets", String.join(", ", new TreeSet<>(targets)));
        rows.put("campaign_template", Typed.or(template));
        return rows;
    }

    static String flat(String typed) {
        return Typed.or(typed)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
