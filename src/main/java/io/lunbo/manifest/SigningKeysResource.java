package io.lunbo.manifest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The public keys that manifests are signed with: anybody may check what a screen shows. */
@Path("/.well-known/lunbo-keys.json")
@PermitAll
public class SigningKeysResource {
    private final ManifestSigning signing;

    /**
     * A JWK set (RFC 7517).
     *
     * @param keys the keys
     */
    public record KeySet(List<Map<String, String>> keys) {}

    SigningKeysResource(ManifestSigning signing) {
        this.signing = signing;
    }

    /** The key set. */
    @GET
    @Operation(summary = "The keys that manifests are signed with")
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys() {
        return Response.ok(new KeySet(List.of(signing.publicKey())))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
