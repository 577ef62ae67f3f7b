package io.lunbo.manifest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Finds manifests, and orders those who change them. */
@ApplicationScoped
class ManifestRepository implements PanacheRepositoryBase<IssuedManifest, UUID> {
    private static final String UNSAID = "select id from takeovers where id in (:among) and manifest_version is null";
    private static final String UNSAID_LIFTS = """
            select id from takeovers where screen_id in (:among) and lifted_at is not null and lift_version is null""";
    private static final String SAID = """
            update takeovers t force index (primary) join manifests m on m.screen_id = t.screen_id
            set t.manifest_version = m.version where t.id in (:found)""";
    private static final String SAID_LIFTS = """
            update takeovers t force index (primary) join manifests m on m.screen_id = t.screen_id
            set t.lift_version = m.version where t.id in (:found)""";

    /** What was issued after that stamp, on whatever node, in order. */
    List<IssuedManifest> after(long stamp) {
        return list("stamp > ?1 order by stamp", stamp);
    }

    /** The present ones of these screens; those without one are missing. */
    Map<UUID, IssuedManifest> of(Collection<UUID> screenIds) {
        return list("screenId in ?1", screenIds).stream()
                .collect(Collectors.toMap(IssuedManifest::screenId, Function.identity()));
    }

    /**
     * Writes down which manifest was the first to say these orders, and the first without those that were lifted on these screens.
     *
     * <p>What is to be written is looked for without locks: an update that looks itself would wait for orders that are just given to
     * other screens, and these wait for the stamp.
     */
    void saidOrders(Collection<UUID> told, Collection<UUID> screenIds) {
        write(UNSAID, told, SAID);
        write(UNSAID_LIFTS, screenIds, SAID_LIFTS);
    }

    private void write(String looked, Collection<UUID> among, String written) {
        Session session = getEntityManager().unwrap(Session.class);
        List<UUID> found = among.isEmpty()
                ? List.of()
                : session.createNativeQuery(looked, UUID.class)
                        .setParameter("among", among)
                        .getResultList();
        if (!found.isEmpty()) {
            session.createNativeMutationQuery(written)
                    .setParameter("found", found)
                    .executeUpdate();
        }
    }

    /** Remembers, in the transaction that changes what these screens must do, that they are told afterwards. */
    void putOff(Collection<UUID> screenIds) {
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement row =
                    connection.prepareStatement("insert ignore into due_manifests (screen_id) values (?)")) {
                for (UUID screenId : screenIds) {
                    row.setString(1, screenId.toString());
                    row.addBatch();
                }
                row.executeBatch();
            }
        });
    }

    /** The screens that were put off and not told yet. */
    List<UUID> due() {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("select screen_id from due_manifests", UUID.class)
                .getResultList();
    }

    /** These are told in the present transaction. */
    void told(Collection<UUID> screenIds) {
        getEntityManager()
                .createNativeQuery("delete from due_manifests where screen_id in (:told)")
                .setParameter("told", screenIds)
                .executeUpdate();
    }

    /**
     * Takes the next stamp. Whoever holds it is alone until its transaction ends: stamps appear in their order, and what is
     * composed now sees everything that was committed before.
     */
    long nextStamp() {
        getEntityManager()
                .createNativeQuery("update manifest_stamp set stamp = stamp + 1 where id = 1")
                .executeUpdate();
        return ((Number) getEntityManager()
                        .createNativeQuery("select stamp from manifest_stamp where id = 1", Long.class)
                        .getSingleResult())
                .longValue();
    }
}
