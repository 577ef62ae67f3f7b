package io.lunbo.site;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Screens that are planned together under one name; a screen may be in several. */
@Entity
@Table(name = "screen_groups")
public class ScreenGroup {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String code;
    private String name;

    @Version
    private int version;

    /** For Hibernate. */
    protected ScreenGroup() {}

    /** A group without screens. */
    public ScreenGroup(String code, String name) {
        this.code = code;
        this.name = name.strip();
    }

    /** Gives it another name. */
    public void rename(String newName) {
        this.name = newName.strip();
    }

    /** The group's id. */
    public UUID id() {
        return id;
    }

    /** A short stable name. */
    public String code() {
        return code;
    }

    /** How often its name or its screens were changed. */
    public int version() {
        return version;
    }

    /** The name as people say it. */
    public String name() {
        return name;
    }
}
