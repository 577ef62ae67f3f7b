package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.film.MediaRefusal;
import io.lunbo.lint.Lint;
import io.lunbo.lint.ListedWord;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.occasion.OccasionRepository;
import io.lunbo.occasion.Timeliness.Over;
import io.lunbo.screen.SignLimits.Unshown;
import io.lunbo.slogan.SignCharset;
import io.lunbo.slogan.SloganNormalisation;
import io.lunbo.slogan.SloganText;
import io.lunbo.slogandesk.SloganIntake.Alike;
import io.lunbo.slogandesk.SloganLines.Line;
import io.lunbo.web.Problem;
import io.lunbo.wordlist.WordList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Judges lines that are to become slogans; changes nothing. */
@ApplicationScoped
public class SloganJudging {
    private final MediaRepository media;
    private final OccasionRepository occasions;
    private final WordList words;

    SloganJudging(MediaRepository media, OccasionRepository occasions, WordList words) {
        this.media = media;
        this.words = words;
        this.occasions = occasions;
    }

    /** One line after its normalisation: a slogan, or why it is none. */
    private record Read(Line line, SloganNormalisation written, SloganText slogan, Problem refusal) {
        static Read of(Line line) {
            SloganNormalisation written = SloganNormalisation.of(line.text());
            try {
                return new Read(line, written, SloganText.of(written.text()), null);
            } catch (MediaRefusal e) {
                return new Read(line, written, null, e.problem());
            }
        }
    }

    /** One text. */
    public SloganVerdict judge(String text, Account account) {
        return judge(List.of(new Line(1, text)), account).get(0);
    }

    /** A list, each line also beside those before it; asks the library three times, however long the list is. */
    @Transactional
    public List<SloganVerdict> judge(List<Line> lines, Account account) {
        List<Read> all = lines.stream().map(Read::of).toList();
        List<SloganText> slogans = all.stream()
                .map(Read::slogan)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> likenesses = slogans.stream()
                .flatMap(one -> one.likeness().stream())
                .distinct()
                .toList();
        Map<String, List<Media>> library = new HashMap<>();
        media.alike(likenesses, account.unitId())
                .forEach(one -> library.computeIfAbsent(one.likeness(), same -> new ArrayList<>())
                        .add(one));
        Map<String, Over> over =
                occasions.over(slogans.stream().map(SloganText::value).toList(), occasions.today());
        Map<String, Integer> texts = new HashMap<>();
        Map<String, Integer> likes = new HashMap<>();
        List<ListedWord> listed = words.inForce(account.unitId());
        return all.stream()
                .map(one -> verdict(one, library, over, texts, likes, listed))
                .toList();
    }

    private static SloganVerdict verdict(
            Read read,
            Map<String, List<Media>> library,
            Map<String, Over> over,
            Map<String, Integer> texts,
            Map<String, Integer> likes,
            List<ListedWord> listed) {
        SloganText slogan = read.slogan();
        int number = read.line().number();
        if (slogan == null) {
            return new SloganVerdict(
                    number,
                    read.line().text(),
                    read.written().text(),
                    read.written().changes(),
                    read.refusal(),
                    List.of(),
                    false,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null,
                    null);
        }
        Optional<String> likeness = slogan.likeness();
        List<Media> like = likeness.map(library::get).orElse(List.of());
        Media known = like.stream()
                .filter(one -> one.text().equals(slogan.value()))
                .findFirst()
                .orElse(null);
        Integer sameAs = texts.putIfAbsent(slogan.value(), number);
        Integer alikeLine = likeness.map(one -> likes.putIfAbsent(one, number)).orElse(null);
        return new SloganVerdict(
                number,
                read.line().text(),
                slogan.value(),
                read.written().changes(),
                null,
                slogan.undisplayable().stream()
                        .map(one -> Unshown.of(one, slogan))
                        .toList(),
                slogan.undisplayable(SignCharset.GBK).isEmpty(),
                slogan.suggestion().orElse(null),
                known != null ? List.of() : like.stream().map(Alike::of).toList(),
                sameAs != null || known != null ? null : alikeLine,
                Lint.of(slogan.value(), listed),
                over.get(slogan.value()),
                known == null ? null : known.id(),
                sameAs);
    }
}
