package io.lunbo.rendition;

import io.lunbo.film.DeliveryShape;
import io.lunbo.proof.IngestKey;
import io.lunbo.web.WireTime;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** States, under the ingest key, of which original a delivery file was made: a manifest carries it, a player asks for it. */
@ApplicationScoped
class MadeStatements {
    private final IngestKey key;
    private final RenditionRepository renditions;

    MadeStatements(IngestKey key, RenditionRepository renditions) {
        this.key = key;
        this.renditions = renditions;
    }

    /** What was made before this was stated is stated once, from the row that the service has trusted until now. */
    @Transactional
    void stateOlder(@Observes StartupEvent event) {
        List<Rendition> older = renditions.unstated();
        older.forEach(one -> one.state(of(one)));
        if (!older.isEmpty()) {
            Log.infof("Stated of %d delivery files what they are made of", older.size());
        }
    }

    /** The statement about a file that is just made. */
    String state(String original, String delivery, DeliveryShape shape, long bytes, Instant madeAt) {
        return key.state(claims(original, delivery, shape, bytes, madeAt));
    }

    /** The statement about a made file; one of another key, as after a change of keys, is replaced. */
    String of(Rendition one) {
        Map<String, Object> claims = claims(one.originalSha256(), one.sha256(), one.shape(), one.bytes(), one.madeAt());
        return one.statement() != null && key.says(one.statement(), claims) ? one.statement() : key.state(claims);
    }

    private static Map<String, Object> claims(
            String original, String delivery, DeliveryShape shape, long bytes, Instant madeAt) {
        return Map.of(
                "original", original,
                "delivery", delivery,
                "shape", shape.name(),
                "bytes", bytes,
                "madeAt", WireTime.format(madeAt));
    }
}
