package io.lunbo.proof;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys that state of which original a delivery file was made. They never sign manifests. */
@Path("/.well-known/lunbo-ingest.json")
@PermitAll
@Tag(name = "reviewer keys")
public class IngestKeysResource {
    private final IngestKey key;

    /**
     * Keys of one purpose only.
     *
     * @param ingest JWKs (RFC 7517) whose {@code use} is {@code lunbo-ingest}
     */
    public record IngestKeys(List<Map<String, String>> ingest) {}

    IngestKeysResource(IngestKey key) {
        this.key = key;
    }

    /** The keys. */
    @GET
    @Operation(summary = "The keys that state of which original a delivery file was made")
    public Response published() {
        return Response.ok(new IngestKeys(List.of(key.publicKey())))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
