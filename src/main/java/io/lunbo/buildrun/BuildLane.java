package io.lunbo.buildrun;

import io.lunbo.screen.Screen;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** One screen of a run: its days are built one after the other, as each owes to the one before. */
@Entity
@Table(name = "build_lanes")
class BuildLane {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "run_id")
    private BuildRun run;

    @ManyToOne(optional = false)
    @JoinColumn(name = "screen_id")
    private Screen screen;

    private int position;

    /** For Hibernate. */
    protected BuildLane() {}

    BuildLane(BuildRun run, Screen screen, int position) {
        this.run = run;
        this.screen = screen;
        this.position = position;
    }

    UUID id() {
        return id;
    }

    BuildRun run() {
        return run;
    }

    Screen screen() {
        return screen;
    }
}
