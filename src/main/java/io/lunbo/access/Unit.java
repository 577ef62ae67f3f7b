package io.lunbo.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** An organisation that takes part (单位): brings content, runs screens, inspects. */
@Entity
@Table(name = "units")
public class Unit {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;
    private String part;

    /** For Hibernate. */
    protected Unit() {}

    Unit(String code, String name, String part) {
        this.code = code;
        this.name = name;
        this.part = part;
    }

    void rename(String newName, String newPart) {
        this.name = newName;
        this.part = newPart;
    }

    /** The unit's id. */
    public UUID id() {
        return id;
    }

    /** A short stable name, e.g. {@code rc-media}. */
    public String code() {
        return code;
    }

    /** The name as people say it. */
    public String name() {
        return name;
    }

    /** What the unit does, in words; may be null. */
    public String part() {
        return part;
    }
}
