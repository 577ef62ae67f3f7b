package io.lunbo.buildrun;

import io.lunbo.web.Problem;
import io.lunbo.web.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What came of one day of one screen: a draft, or the reason why there is none. */
@Entity
@Immutable
@Table(name = "build_results")
class BuildResult {
    private static final int LONGEST = 500;

    @EmbeddedId
    private Key key;

    @Column(name = "sheet_id")
    private UUID sheetId;

    private String problem;

    @Column(name = "detail_zh")
    private String detailZh;

    @Column(name = "detail_en")
    private String detailEn;

    private Instant at;

    /** Which day of which lane. */
    @Embeddable
    record Key(@Column(name = "lane_id") UUID laneId, LocalDate date) implements Serializable {}

    /** For Hibernate. */
    protected BuildResult() {}

    private BuildResult(UUID laneId, LocalDate date, Instant at) {
        this.key = new Key(laneId, date);
        this.at = at;
    }

    static BuildResult built(UUID laneId, LocalDate date, UUID sheetId, Instant at) {
        BuildResult result = new BuildResult(laneId, date, at);
        result.sheetId = sheetId;
        return result;
    }

    /** Said in both languages at once: whoever reads it may speak either. */
    static BuildResult failed(UUID laneId, LocalDate date, Problem why, Texts texts, Instant at) {
        BuildResult result = new BuildResult(laneId, date, at);
        result.problem = why.type().slug();
        result.detailZh = shortened(why.sentence(texts, Texts.LANGUAGES.get(0)));
        result.detailEn = shortened(why.sentence(texts, Texts.LANGUAGES.get(1)));
        return result;
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST);
    }

    UUID laneId() {
        return key.laneId();
    }

    LocalDate date() {
        return key.date();
    }

    UUID sheetId() {
        return sheetId;
    }

    boolean failed() {
        return problem != null;
    }

    String problem() {
        return problem;
    }

    String detail(Locale language) {
        return language.getLanguage().equals("en") ? detailEn : detailZh;
    }

    Instant at() {
        return at;
    }
}
