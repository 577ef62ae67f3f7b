package io.lunbo.attest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys that reports are signed with. */
@Path("/.well-known/lunbo-reports.json")
@PermitAll
@Tag(name = "reports")
public class ReportKeysResource {
    private final ReportKey key;

    /**
     * Keys of one purpose only.
     *
     * @param reports JWKs (RFC 7517) whose {@code use} is {@code lunbo-report}
     */
    public record ReportKeys(List<Map<String, String>> reports) {}

    ReportKeysResource(ReportKey key) {
        this.key = key;
    }

    /** The keys. */
    @GET
    @Operation(summary = "The keys that reports are signed with")
    public Response published() {
        return Response.ok(new ReportKeys(List.of(key.publicKey())))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
