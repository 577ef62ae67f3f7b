package io.lunbo.ruling;

import io.lunbo.rules.Rule;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Rules that screens share (规则档案). */
@Entity
@Table(name = "rule_profiles")
public class RuleProfile {
    private static final Comparator<Rule> BY_KIND =
            Comparator.comparing(Rule::kind).thenComparing(rule -> rule.id().toString());

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;
    private boolean standard;

    @Version
    private int version;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "profile_rules", joinColumns = @JoinColumn(name = "profile_id"))
    private List<StoredRule> rules = new ArrayList<>();

    /** For Hibernate. */
    protected RuleProfile() {}

    RuleProfile(String code) {
        this.code = code;
    }

    void become(String newName, Collection<Rule> newRules) {
        this.name = newName.strip();
        List<Rule> wanted = newRules.stream().sorted(BY_KIND).toList();
        if (!wanted.equals(rules())) { // the same rules are no change, and no other version
            rules.clear();
            wanted.stream().map(StoredRule::new).forEach(rules::add);
        }
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** A short stable name. */
    public String code() {
        return code;
    }

    /** The name as people say it. */
    public String name() {
        return name;
    }

    /** Whether screens without a profile of their own go by it. */
    public boolean standard() {
        return standard;
    }

    /** Counts its changes, those of its rules included. */
    public int version() {
        return version;
    }

    /** Its rules, kind by kind. */
    public List<Rule> rules() {
        return rules.stream().map(StoredRule::rule).sorted(BY_KIND).toList();
    }

    /** Only those of which what breaks them is refused. */
    public List<Rule> refusing() {
        return rules().stream().filter(Rule::refused).toList();
    }

    /** The rule of that id. */
    public Optional<Rule> rule(UUID ruleId) {
        return rules().stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
    }

    /** How many of its rules nobody has confirmed. */
    public long assumed() {
        return rules().stream().filter(Rule::assumed).count();
    }
}
