package io.lunbo.outsmart;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Under which number a screen stands in SPACE. */
@Entity
@Table(name = "outsmart_frames")
public class OutsmartFrame {
    @Id
    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "frame_id")
    private int frameId;

    /** For Hibernate. */
    protected OutsmartFrame() {}

    OutsmartFrame(UUID screenId) {
        this.screenId = screenId;
    }

    void become(int newFrameId) {
        this.frameId = newFrameId;
    }

    /** The screen. */
    public UUID screenId() {
        return screenId;
    }

    /** Its number, of ten digits. */
    public int frameId() {
        return frameId;
    }
}
