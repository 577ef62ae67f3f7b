package io.lunbo.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A place where screens stand (点位), and whose it is. */
@Entity
@Table(name = "sites")
public class Site {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;
    private String address;
    private BigDecimal latitude;
    private BigDecimal longitude;

    @Column(name = "owner_name")
    private String owner;

    @Column(name = "operator_name")
    private String operator;

    @Column(name = "reviewer_name")
    private String reviewer;

    @Version
    private int version;

    /** For Hibernate. */
    protected Site() {}

    Site(SiteFacts facts) {
        this.code = facts.code();
        become(facts);
    }

    final void become(SiteFacts facts) {
        this.name = facts.name().strip();
        this.address = orEmpty(facts.address());
        this.latitude = facts.latitude();
        this.longitude = facts.longitude();
        this.owner = orEmpty(facts.owner());
        this.operator = orEmpty(facts.operator());
        this.reviewer = orEmpty(facts.reviewer());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text.strip();
    }

    /** The site's id. */
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

    /** The address in words; empty where nobody said. */
    public String address() {
        return address;
    }

    /** Degrees north (WGS 84); null where nobody measured. */
    public BigDecimal latitude() {
        return latitude;
    }

    /** Degrees east (WGS 84); null where nobody measured. */
    public BigDecimal longitude() {
        return longitude;
    }

    /** Whether its coordinates are known. */
    public boolean located() {
        return latitude != null && longitude != null;
    }

    /** Whose it is; empty where nobody said. */
    public String owner() {
        return owner;
    }

    /** Who runs it; empty where nobody said. */
    public String operator() {
        return operator;
    }

    /** Who reviews what is shown there; empty where nobody said. */
    public String reviewer() {
        return reviewer;
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }
}
