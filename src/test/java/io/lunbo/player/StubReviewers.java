package io.lunbo.player;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reviewers with keys of their own and a root that certifies them, as the protocol says; and ones that nobody certified. */
final class StubReviewers {
    final KeyPair root = StubService.newKey();
    private final List<Reviewer> people = people();

    record Reviewer(String id, KeyPair key) {
        String kid() {
            return "kid-" + id;
        }
    }

    static List<Reviewer> people() {
        return IntStream.range(0, 3)
                .mapToObj(i -> new Reviewer(UUID.randomUUID().toString(), StubService.newKey()))
                .toList();
    }

    List<Reviewer> all() {
        return people;
    }

    String rootX() {
        return StubManifest.rawKey(root.getPublic());
    }

    static List<String> certificates(KeyPair signer, List<Reviewer> reviewers) {
        return reviewers.stream()
                .map(one -> jws(
                        "lunbo-reviewer+jws",
                        "root",
                        signer,
                        Map.of(
                                "kid", one.kid(),
                                "x", StubManifest.rawKey(one.key().getPublic()),
                                "operator", one.id(),
                                "from", "2023-01-01T00:00:00.000Z",
                                "until", "2028-01-01T00:00:00.000Z")))
                .toList();
    }

    /** One yes for each of these people, in their order, about these bytes. */
    static List<String> signed(String sha256, List<Reviewer> reviewers, Map<String, ?> otherwise) {
        List<String> records = new ArrayList<>();
        String review = UUID.randomUUID().toString();
        for (int i = 0; i < reviewers.size(); i++) {
            Map<String, Object> decision = new TreeMap<>(Map.of(
                    "review", review,
                    "media", sha256,
                    "run", "run",
                    "kinds", List.of("LED_WALL"),
                    "from", "2023-04-20",
                    "until", "2023-04-26",
                    "submitter", "submitter",
                    "chain", "chain",
                    "stages", 3,
                    "at", "2023-04-19T08:00:00.000Z"));
            decision.put("stage", i + 1);
            decision.put("decision", "APPROVE");
            decision.put("operator", reviewers.get(i).id());
            decision.putAll(otherwise);
            records.add(jws(
                    "lunbo-review+jws", reviewers.get(i).kid(), reviewers.get(i).key(), decision));
        }
        return records;
    }

    /** An ingest key as the service names it. */
    static Map<String, String> ingestKey(KeyPair key) {
        String x = StubManifest.rawKey(key.getPublic());
        return Map.of("kty", "OKP", "crv", "Ed25519", "kid", "ingest", "use", "lunbo-ingest", "x", x);
    }

    /** The statement that a file was made of an original. */
    static String made(KeyPair key, String delivery, String original, long bytes, Map<String, ?> otherwise) {
        Map<String, Object> claims = new TreeMap<>(Map.of(
                "original", original,
                "delivery", delivery,
                "shape", "320x180",
                "bytes", bytes,
                "madeAt", "2023-04-19T07:00:00.000Z"));
        claims.putAll(otherwise);
        return jws("lunbo-made+jws", "ingest", key, claims);
    }

    static String jws(String type, String kid, KeyPair key, Map<String, ?> payload) {
        String header =
                StubManifest.base64(StubManifest.json(new TreeMap<>(Map.of("alg", "EdDSA", "kid", kid, "typ", type))));
        String part = header + "." + StubManifest.base64(StubManifest.json(new TreeMap<>(payload)));
        return part + "." + StubManifest.base64(StubManifest.sign(key, part));
    }
}
