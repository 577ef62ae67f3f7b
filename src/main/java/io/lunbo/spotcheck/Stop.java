package io.lunbo.spotcheck;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A screen of a round. */
@Entity
@Table(name = "spot_check_stops")
public class Stop {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "check_id")
    private UUID checkId;

    private int position;

    @Column(name = "screen_id")
    private UUID screenId;

    /** For Hibernate. */
    protected Stop() {}

    Stop(UUID checkId, int position, UUID screenId) {
        this.checkId = checkId;
        this.position = position;
        this.screenId = screenId;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** Of which round. */
    public UUID checkId() {
        return checkId;
    }

    /** The how manieth that was drawn, from 1. */
    public int position() {
        return position;
    }

    /** Which screen. */
    public UUID screenId() {
        return screenId;
    }
}
