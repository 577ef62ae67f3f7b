package io.lunbo.wordlist;

import io.lunbo.access.Unit;
import io.lunbo.lint.ListedWord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** One listed word as it is kept. */
@Entity
@Table(name = "listed_words")
class ListedWordRow {
    static final String ALL = "all";

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "unit_id")
    private Unit unit;

    @Column(name = "scope_key")
    private String scopeKey;

    private String word;
    private boolean forbidden;
    private String reason;

    @Column(name = "added_at")
    private Instant addedAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected ListedWordRow() {}

    ListedWordRow(Unit unit, Instant addedAt) {
        this.unit = unit;
        this.scopeKey = key(unit == null ? null : unit.id());
        this.addedAt = addedAt;
    }

    static String key(UUID unitId) {
        return unitId == null ? ALL : unitId.toString();
    }

    void become(ListedWord said) {
        this.word = said.word();
        this.forbidden = said.forbidden();
        this.reason = said.reason();
    }

    /** The row's id. */
    public UUID id() {
        return id;
    }

    /** Whose list it stands on; null for that of all. */
    public Unit unit() {
        return unit;
    }

    /** The word. */
    public ListedWord word() {
        return new ListedWord(word, forbidden, reason);
    }

    /** Counts the changes. */
    public int version() {
        return version;
    }

    Map<String, ?> state() {
        return Map.of("word", word, "forbidden", forbidden, "reason", reason);
    }
}
