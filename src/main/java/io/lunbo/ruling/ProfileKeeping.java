package io.lunbo.ruling;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.rules.Rule;
import io.lunbo.rules.Rule.Confirmation;
import io.lunbo.rules.RuleValue;
import io.lunbo.ruling.ProfileFacts.RuleFacts;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Makes and changes rule profiles, confirms their rules, and says which screens go by them. */
@ApplicationScoped
public class ProfileKeeping {
    private final RuleProfileRepository profiles;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ProfileKeeping(RuleProfileRepository profiles, ScreenRepository screens, AuditTrail auditTrail, Clock clock) {
        this.profiles = profiles;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Makes a profile; its rules are assumed. 409 where its code is taken, 422 for a value that cannot be read. */
    @Transactional
    public RuleProfile create(@Valid ProfileFacts facts, Account actor) {
        if (profiles.byCode(facts.code()).isPresent()) {
            throw Problem.of(ProblemType.RULE_PROFILE_CODE_TAKEN, facts.code());
        }
        RuleProfile profile = new RuleProfile(facts.code());
        profile.become(facts.name(), rules(profile, facts.rules()));
        try {
            profiles.persistAndFlush(profile);
        } catch (ConstraintViolationException e) { // somebody was faster; the unique key decides
            throw Problem.of(ProblemType.RULE_PROFILE_CODE_TAKEN, facts.code());
        }
        record("rule-profile.create", profile, Change.made(state(profile)), actor);
        return profile;
    }

    /** Makes a profile with the rules of the standard one, to be changed from there. */
    @Transactional
    public RuleProfile create(String code, String name, Account actor) {
        List<RuleFacts> copied = profiles.standard().rules().stream()
                .map(rule -> RuleFacts.of(rule).copied())
                .toList();
        return create(new ProfileFacts(code, name, copied), actor);
    }

    /** Changes a profile; a rule whose words change is assumed again. Refused when its version is not {@code seenVersion} any more. */
    @Transactional
    public RuleProfile change(String code, @Valid ProfileFacts facts, int seenVersion, Account actor) {
        RuleProfile profile = seen(code, seenVersion);
        Map<String, ?> before = state(profile);
        profile.become(facts.name(), rules(profile, facts.rules()));
        flushOrConflict();
        record("rule-profile.change", profile, Change.of(before, state(profile)), actor);
        return profile;
    }

    /** Says that a rule holds as it is written, or takes that back. */
    @Transactional
    public RuleProfile confirm(String code, UUID ruleId, boolean holds, int seenVersion, Account actor) {
        RuleProfile profile = seen(code, seenVersion);
        Rule rule = profile.rule(ruleId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Map<String, ?> before = state(profile);
        Confirmation confirmation =
                new Confirmation(actor.id(), actor.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<Rule> rules = new ArrayList<>(profile.rules());
        rules.set(
                rules.indexOf(rule),
                new Rule(
                        rule.id(),
                        rule.kind(),
                        rule.value(),
                        rule.source(),
                        rule.refused(),
                        holds ? confirmation : null));
        profile.become(profile.name(), rules);
        flushOrConflict();
        String deed = holds ? "rule-profile.confirm" : "rule-profile.doubt";
        record(deed, profile, Change.of(before, state(profile)), actor);
        return profile;
    }

    /** Takes a profile away; refused for the standard one, and while screens go by it. */
    @Transactional
    public void remove(String code, int seenVersion, Account actor) {
        RuleProfile profile = seen(code, seenVersion);
        long used = profiles.screensOf(profile);
        if (profile.standard() || used > 0) {
            throw Problem.of(ProblemType.RULE_PROFILE_IN_USE, profile.name(), used);
        }
        profiles.delete(profile);
        flushOrConflict();
        record("rule-profile.remove", profile, Change.removed(state(profile)), actor);
    }

    /** Lets a screen go by a profile; null: by the standard one. */
    @Transactional
    public void assign(String screenCode, String profileCode, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        RuleProfile before = profiles.of(screen);
        RuleProfile after = profileCode == null
                ? null
                : profiles.byCode(profileCode)
                        .orElseThrow(() -> Problem.of(ProblemType.RULE_PROFILE_UNKNOWN, profileCode));
        profiles.assign(screen, after == null || after.standard() ? null : after);
        profiles.flush();
        auditTrail.record(
                actor.id(),
                "screen.set-rule-profile",
                "screen:" + screenCode,
                Change.of(
                        Map.of("profile", before.code()),
                        Map.of("profile", profiles.of(screen).code())));
    }

    private RuleProfile seen(String code, int seenVersion) {
        RuleProfile profile = profiles.known(code);
        if (profile.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", profile.version());
        }
        return profile;
    }

    private static List<Rule> rules(RuleProfile profile, List<RuleFacts> facts) {
        List<Rule> rules = new ArrayList<>();
        for (RuleFacts one : facts) {
            Rule known = one.id() == null
                    ? null
                    : profile.rule(one.id()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
            UUID id = known == null ? UUID.randomUUID() : known.id();
            if (rules.stream().anyMatch(rule -> rule.id().equals(id))) {
                throw Problem.of(ProblemType.INVALID_INPUT);
            }
            Rule wanted = new Rule(id, one.kind(), value(one), one.source().strip(), one.refused(), null);
            rules.add(known != null && saysTheSame(known, wanted) ? keeping(known, one.refused()) : wanted);
        }
        return rules;
    }

    private static boolean saysTheSame(Rule known, Rule wanted) {
        return known.kind() == wanted.kind()
                && known.value().text().equals(wanted.value().text())
                && known.source().equals(wanted.source());
    }

    /** Whether a breach is refused is our choice, not what was confirmed. */
    private static Rule keeping(Rule known, boolean refused) {
        return new Rule(known.id(), known.kind(), known.value(), known.source(), refused, known.confirmed());
    }

    private static RuleValue value(RuleFacts facts) {
        try {
            return RuleValue.parse(facts.kind(), facts.value());
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                    ProblemType.RULE_VALUE_WRONG, new Phrase(facts.kind().key()), facts.value());
        }
    }

    private void flushOrConflict() {
        try {
            profiles.flush();
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
    }

    private void record(String deed, RuleProfile profile, Change change, Account actor) {
        auditTrail.record(actor.id(), deed, "rule-profile:" + profile.code(), change);
    }

    private static Map<String, ?> state(RuleProfile profile) {
        return Map.of(
                "name",
                profile.name(),
                "rules",
                profile.rules().stream().map(ProfileKeeping::written).toList());
    }

    private static String written(Rule rule) {
        return rule.kind() + " " + rule.value().text() + " · " + rule.source() + " · "
                + (rule.refused() ? "refused" : "warning") + " · "
                + (rule.assumed()
                        ? "assumed"
                        : "confirmed by " + rule.confirmed().name());
    }
}
