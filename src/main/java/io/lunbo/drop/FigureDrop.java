package io.lunbo.drop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/** Where each closed day's figures go. */
@Entity
@Table(name = "figure_drops")
public class FigureDrop {
    /** How they go there. */
    public enum Kind {
        /** As files in a folder below the data folder. */
        FOLDER,
        /** Posted to an address, signed with a shared secret. */
        WEB;

        /** The message bundle key of its name. */
        public String key() {
            return "drop_kind_" + name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String target;

    private String secret;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_by_name")
    private String madeByName;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "ended_by_name")
    private String endedByName;

    @Column(name = "folder_key")
    private String folderKey;

    @Version
    private int version;

    /** For Hibernate. */
    protected FigureDrop() {}

    FigureDrop(UUID id, String name, Kind kind, String target, String secret, LocalDate from) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.target = target;
        this.secret = secret;
        this.from = from;
        this.folderKey = kind == Kind.FOLDER ? target : null;
    }

    FigureDrop madeBy(UUID operatorId, String by, Instant at) {
        this.madeBy = operatorId;
        this.madeByName = by;
        this.madeAt = at;
        return this;
    }

    /** Its secret goes with it. */
    void end(String by, Instant at) {
        this.endedByName = by;
        this.endedAt = at;
        this.secret = null;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** How figures go there. */
    public Kind kind() {
        return kind;
    }

    /** A folder's name, or an address. */
    public String target() {
        return target;
    }

    String secret() {
        return secret;
    }

    /** The first day that is sent. */
    public LocalDate from() {
        return from;
    }

    /** Who set it up. */
    public String madeByName() {
        return madeByName;
    }

    /** When. */
    public Instant madeAt() {
        return madeAt;
    }

    /** When somebody ended it; null where nobody did. */
    public Instant endedAt() {
        return endedAt;
    }

    /** Who ended it. */
    public String endedByName() {
        return endedByName;
    }
}
