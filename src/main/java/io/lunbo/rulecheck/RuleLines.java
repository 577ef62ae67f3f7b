package io.lunbo.rulecheck;

import io.lunbo.rules.Finding;
import io.lunbo.ruling.RuleWords;
import io.lunbo.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;

/** Findings as pages say them. */
@ApplicationScoped
public class RuleLines {
    private final Language language;

    RuleLines(Language language) {
        this.language = language;
    }

    /**
     * A finding in words.
     *
     * @param kindKey the key of the rule's kind
     * @param sentence what is not kept, with numbers
     * @param source where the rule comes from, and whether it is assumed
     * @param refused whether what breaks it is refused
     * @param letBe whether somebody overruled it
     */
    public record Line(String kindKey, String sentence, String source, boolean refused, boolean letBe) {}

    /** The lines of findings of which nobody asked whether they were let be. */
    public List<Line> of(List<Finding> findings, ZoneId zone) {
        return findings.stream().map(finding -> line(finding, zone, false)).toList();
    }

    Line line(Finding finding, ZoneId zone, boolean letBe) {
        return new Line(
                finding.rule().kind().key(),
                language.text(RuleWords.sentence(finding, zone)),
                language.text(RuleWords.source(finding.rule())),
                finding.rule().refused(),
                letBe);
    }
}
