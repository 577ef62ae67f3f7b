package io.lunbo.rulecheck;

import io.lunbo.rulecheck.ScreenDayRules.Found;
import io.lunbo.rules.Finding;
import io.lunbo.rules.Rule;
import io.lunbo.ruling.RuleWords;
import io.lunbo.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as pages say them: rule by rule. */
@ApplicationScoped
public class RuleLines {
    private final Language language;

    RuleLines(Language language) {
        this.language = language;
    }

    /**
     * A rule that is not kept, in words.
     *
     * @param kindKey the key of its kind
     * @param sentences what does not keep it, with numbers
     * @param source where it comes from, and whether it is assumed
     * @param refused whether what breaks it is refused
     * @param letBe whether somebody overruled it
     */
    public record Line(String kindKey, List<String> sentences, String source, boolean refused, boolean letBe) {}

    /** The lines of findings of which nobody asked whether they were let be. */
    public List<Line> of(List<Finding> findings, ZoneId zone) {
        return found(findings.stream().map(finding -> new Found(finding, false)).toList(), zone);
    }

    List<Line> found(List<Found> found, ZoneId zone) {
        record Key(Rule rule, boolean letBe) {}
        Map<Key, List<String>> sentences = new LinkedHashMap<>();
        for (Found one : found) {
            sentences
                    .computeIfAbsent(new Key(one.finding().rule(), one.letBe()), key -> new ArrayList<>())
                    .add(language.text(RuleWords.sentence(one.finding(), zone)));
        }
        return sentences.entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey().rule().kind().key(),
                        entry.getValue(),
                        language.text(RuleWords.source(entry.getKey().rule())),
                        entry.getKey().rule().refused(),
                        entry.getKey().letBe()))
                .toList();
    }
}
