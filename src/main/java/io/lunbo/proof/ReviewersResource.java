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

/** The keys of reviewers, public: anybody may check who signed what a screen shows. */
@Path("/.well-known/lunbo-reviewers.json")
@PermitAll
@Tag(name = "reviewer keys")
public class ReviewersResource {
    private final ReviewerKeys keys;
    private final TrustRoot root;

    /**
     * Whom a player must trust, and for whom that one gives its word.
     *
     * @param root the root's public key as JWK
     * @param certificates compact JWS, one for each key
     */
    public record Reviewers(Map<String, String> root, List<String> certificates) {}

    ReviewersResource(ReviewerKeys keys, TrustRoot root) {
        this.keys = keys;
        this.root = root;
    }

    /** The root and its certificates. */
    @GET
    @Operation(summary = "The root of trust of the reviewers' keys, and the certificates of all keys")
    public Response published() {
        Map<String, String> jwk =
                Map.of("kty", "OKP", "crv", "Ed25519", "x", root.x(), "kid", root.kid(), "alg", "EdDSA", "use", "sig");
        List<String> certificates = keys.list("certificate is not null order by createdAt").stream()
                .map(ReviewerKey::certificate)
                .toList();
        return Response.ok(new Reviewers(jwk, certificates))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
