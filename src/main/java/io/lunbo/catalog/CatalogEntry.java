package io.lunbo.catalog;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.BatchSize;

/** What is written of one media. */
@Entity
@Table(name = "catalog_entries")
public class CatalogEntry {
    @Id
    @Column(name = "media_id")
    private UUID mediaId;

    @Embedded
    private Rights rights;

    @Column(name = "archived_at")
    private Instant archivedAt;

    @Column(name = "archived_by")
    private UUID archivedBy;

    @Version
    private int version;

    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = 200)
    @CollectionTable(name = "media_tags", joinColumns = @JoinColumn(name = "media_id"))
    @Column(name = "tag")
    private Set<String> tags = new HashSet<>();

    /** For Hibernate. */
    protected CatalogEntry() {}

    CatalogEntry(UUID mediaId) {
        this.mediaId = mediaId;
    }

    boolean tag(String tag) {
        return tags.add(tag);
    }

    boolean untag(String tag) {
        return tags.remove(tag);
    }

    void become(Rights facts) {
        this.rights = facts;
    }

    /** Puts it into the archive; false where it lies there already. */
    public boolean archive(UUID operatorId, Instant at) {
        if (archived()) {
            return false;
        }
        this.archivedAt = at;
        this.archivedBy = operatorId;
        return true;
    }

    /** Takes it out of the archive; false where it was not there. */
    public boolean restore() {
        boolean was = archived();
        this.archivedAt = null;
        this.archivedBy = null;
        return was;
    }

    /** Why it may not be shown on that day, or booked for it; empty where it may. */
    public Optional<Hindrance> hindrance(LocalDate date) {
        return Stream.of(
                        archived() ? Hindrance.ARCHIVED : null,
                        over(rights().rightsUntil(), date) ? Hindrance.RIGHTS_OVER : null,
                        over(rights().showUntil(), date) ? Hindrance.EXPIRED : null)
                .filter(one -> one != null)
                .findFirst();
    }

    private static boolean over(LocalDate last, LocalDate date) {
        return last != null && last.isBefore(date);
    }

    /** The media. */
    public UUID mediaId() {
        return mediaId;
    }

    /** Where it may be used and until when. */
    public Rights rights() {
        return rights == null ? Rights.NONE : rights;
    }

    /** Its tags in a fixed order. */
    public List<String> tags() {
        return Collections.unmodifiableList(new ArrayList<>(new TreeSet<>(tags)));
    }

    /** Whether it lies in the archive. */
    public boolean archived() {
        return archivedAt != null;
    }

    /** Since when it lies there; null where it does not. */
    public Instant archivedAt() {
        return archivedAt;
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }
}
