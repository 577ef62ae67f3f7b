package io.lunbo.command;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds commands. */
@ApplicationScoped
public class CommandRepository implements PanacheRepositoryBase<PlayerCommand, UUID> {
    /** What a screen's player still has to do, the oldest first. */
    public List<PlayerCommand> open(UUID screenId, Instant now) {
        return list("screenId = ?1 and outcome is null and untilAt > ?2 order by orderedAt, id", screenId, now);
    }

    /** The newest of a screen. */
    public List<PlayerCommand> newest(UUID screenId, int atMost) {
        return find("screenId = ?1 order by orderedAt desc, id desc", screenId)
                .page(0, atMost)
                .list();
    }
}
