package io.lunbo.playlog;

import io.lunbo.playlog.PlayRecord.Key;
import io.lunbo.playlog.PlayRecord.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Compares records that were not new with the plays that were there first. */
final class KnownPlays {
    private static final String KNOWN =
            "select id, media_sha256, said_at, duration_ms, outcome, spot_id, sheet_sha256, takeover_id from plays"
                    + " where player_id = ? and ";
    private static final int TWINS_AT_ONCE = 100;

    private final Connection connection;
    private final UUID playerId;

    private record Content(int durationMs, String outcome) {}

    private record Known(Key key, Content content, Origin origin) {
        boolean sameAs(PlayRecord play) {
            return key.equals(play.key()) && content.equals(KnownPlays.content(play)) && origin.equals(play.origin());
        }
    }

    KnownPlays(Connection connection, UUID playerId) {
        this.connection = connection;
        this.playerId = playerId;
    }

    /** Those of the plays that are known already, but with other content. */
    Set<PlayRecord> conflicting(List<PlayRecord> known) throws SQLException {
        Set<PlayRecord> conflicting = Collections.newSetFromMap(new IdentityHashMap<>());
        if (known.isEmpty()) {
            return conflicting;
        }
        Map<UUID, Known> byId = new HashMap<>();
        for (Known row : knownById(known)) {
            byId.put(row.key().id(), row);
        }
        List<PlayRecord> twins =
                known.stream().filter(play -> !byId.containsKey(play.id())).toList();
        Map<Key, Content> byKey = knownByKey(twins);
        for (PlayRecord play : known) {
            Known first = byId.get(play.id());
            if (first != null ? !first.sameAs(play) : !content(play).equals(byKey.get(withoutId(play.key())))) {
                conflicting.add(play);
            }
        }
        return conflicting;
    }

    private List<Known> knownById(List<PlayRecord> plays) throws SQLException {
        String sql = KNOWN + "id in " + PlayLogTables.rows(plays.size(), 1);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, playerId.toString());
            int column = 1;
            for (PlayRecord play : plays) {
                select.setString(++column, play.id().toString());
            }
            return known(select);
        }
    }

    /** The same play under another id: what some players send after a failure. */
    private Map<Key, Content> knownByKey(List<PlayRecord> plays) throws SQLException {
        Map<Key, Content> found = new HashMap<>();
        for (int from = 0; from < plays.size(); from += TWINS_AT_ONCE) {
            List<PlayRecord> some = plays.subList(from, Math.min(plays.size(), from + TWINS_AT_ONCE));
            String one = KNOWN + "media_sha256 = ? and said_at = ?";
            String sql = String.join(" union all ", Collections.nCopies(some.size(), one));
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int column = 0;
                for (PlayRecord play : some) {
                    select.setString(++column, playerId.toString());
                    select.setString(++column, play.media());
                    select.setObject(++column, PlayLogTables.utc(play.saidAt()));
                }
                known(select).forEach(row -> found.put(withoutId(row.key()), row.content()));
            }
        }
        for (PlayRecord play : plays) {
            if (!found.containsKey(withoutId(play.key()))) {
                // Neither stored nor known: nobody may be told that it is safe.
                throw new SQLTransientException("a play was ignored without a twin");
            }
        }
        return found;
    }

    private static List<Known> known(PreparedStatement select) throws SQLException {
        List<Known> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Known(
                        PlayLogTables.key(row),
                        new Content(row.getInt("duration_ms"), row.getString("outcome")),
                        new Origin(
                                PlayLogTables.uuid(row.getString("spot_id")),
                                row.getString("sheet_sha256"),
                                PlayLogTables.uuid(row.getString("takeover_id")))));
            }
        }
        return found;
    }

    private static Key withoutId(Key key) {
        return new Key(null, key.media(), key.saidAt());
    }

    private static Content content(PlayRecord play) {
        return new Content(play.durationMs(), play.outcome().name());
    }
}
