package io.lunbo.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.lint.Hit;
import io.lunbo.lint.Lint;
import io.lunbo.lint.ListedWord;
import io.lunbo.lint.Rule;
import io.lunbo.media.Media;
import io.lunbo.review.Vote.Overruling;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.wordlist.WordList;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a reader would stumble over in what is reviewed, and who has let it stand. */
@ApplicationScoped
public class LanguageCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WordList words;

    /**
     * A hit of the language lint that a reviewer lets stand, as it is kept with that person's signature.
     *
     * @param hit its code, see {@link Hit#code()}
     * @param rule what it goes against
     * @param source who says so, as it was cited then
     * @param text what stands there
     * @param reason why it may stand
     */
    public record Overrule(String hit, Rule rule, String source, String text, String reason) {
        static Overrule of(Hit hit, String reason) {
            return new Overrule(hit.code(), hit.rule(), hit.source(), hit.text(), reason);
        }

        static String write(List<Overrule> overrules) {
            try {
                return JSON.writeValueAsString(overrules);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what is overruled is plain text", e);
            }
        }

        static List<Overrule> read(String json) {
            try {
                return JSON.readValue(json, new TypeReference<List<Overrule>>() {});
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a stored signature cannot be read", e);
            }
        }
    }

    /**
     * A hit.
     *
     * @param hit the hit
     * @param overrule why it may stand; null while it is open
     * @param by the signature that says so; null while it is open
     */
    public record Noted(Hit hit, Overrule overrule, ReviewSignature by) {
        /** Whether somebody still has to say why it may stand. */
        public boolean open() {
            return overrule == null;
        }
    }

    LanguageCheck(WordList words) {
        this.words = words;
    }

    /** The hits of a review by their place: of a slogan's text, else of the title. */
    public List<Noted> of(Review review) {
        Media media = review.media();
        List<ListedWord> listed = words.inForce(review.submitter().unit().id());
        List<Hit> hits = media.text() != null ? Lint.of(media.text(), listed) : Lint.ofTitle(media.title(), listed);
        return hits.stream().map(hit -> noted(hit, review)).toList();
    }

    private static Noted noted(Hit hit, Review review) {
        for (ReviewSignature signature : review.signatures()) {
            for (Overrule overrule : signature.overrules()) {
                // A list may have changed since: only what was read is overruled.
                if (overrule.hit().equals(hit.code()) && overrule.source().equals(hit.source())) {
                    return new Noted(hit, overrule, signature);
                }
            }
        }
        return new Noted(hit, null, null);
    }

    /** What a vote overrules; refused while a hit is open for which it gives no reason. */
    List<Overrule> overruled(Review review, Vote vote) {
        Map<String, String> reasons = new HashMap<>();
        for (Overruling one : vote.overrulings()) {
            String reason = Vote.readable(one.reason());
            if (reason != null) {
                reasons.put(one.hit(), reason);
            }
        }
        List<Overrule> overruled = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Noted noted : of(review)) {
            String reason = reasons.get(noted.hit().code());
            if (noted.open() && reason == null) {
                open.add(noted.hit().code());
            } else if (noted.open()) {
                overruled.add(Overrule.of(noted.hit(), reason));
            }
        }
        if (!open.isEmpty()) {
            throw Problem.of(ProblemType.REVIEW_HITS_OPEN, open.size()).with("open", open);
        }
        return overruled;
    }
}
