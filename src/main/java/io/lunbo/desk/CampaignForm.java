package io.lunbo.desk;

import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.screen.Screen;
import io.lunbo.web.FormErrors;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A campaign as a person types it: text throughout, so that nothing typed is lost where it cannot be understood.
 *
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
        @RestForm String version) {
    /** What no calendar of ours has: it is refused like any other date that cannot be kept. */
    private static final LocalDate UNREADABLE = LocalDate.MIN;

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
    }

    static CampaignForm blank(LocalDate today) {
        return new CampaignForm(
                "", "", "", "", today.toString(), today.plusDays(6).toString(), "", List.of(), "");
    }

    static CampaignForm of(Campaign campaign) {
        return new CampaignForm(
                campaign.code(),
                campaign.name(),
                campaign.theme(),
                campaign.basis(),
                campaign.from().toString(),
                campaign.until().toString(),
                campaign.reportDue() == null ? "" : campaign.reportDue().toString(),
                campaign.screens().stream().map(Screen::code).toList(),
                Integer.toString(campaign.version()));
    }

    CampaignForm over(int currentVersion) {
        return new CampaignForm(
                code, name, theme, basis, from, until, reportDue, screens, Integer.toString(currentVersion));
    }

    CampaignFacts facts(String knownCode) {
        return new CampaignFacts(
                knownCode,
                name,
                textOrNull(theme),
                textOrNull(basis),
                date(from),
                date(until),
                date(reportDue),
                new LinkedHashSet<>(screens == null ? List.of() : screens));
    }

    int seenVersion() {
        return version != null && version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    private static String textOrNull(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static LocalDate date(String typed) {
        if (textOrNull(typed) == null) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            return UNREADABLE;
        }
    }
}
