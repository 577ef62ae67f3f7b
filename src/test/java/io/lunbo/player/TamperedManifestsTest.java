package io.lunbo.player;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Hundreds of manifests that the service has not signed for this screen and moment, in the player's own code: none is believed. */
class TamperedManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder URL = Base64.getUrlDecoder();
    /** The order of Ed25519's group (RFC 8032). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final String JUDGE = """
            async ({ cases, keys, last, screen, now }) => {
              const { verifiedManifest, requireAcceptable } = await import('/player/manifest.js');
              const verdicts = {};
              for (const [name, text] of Object.entries(cases)) {
                try {
                  const manifest = await verifiedManifest(JSON.parse(text), keys);
                  requireAcceptable(manifest, last, screen, now);
                  verdicts[name] = 'BELIEVED';
                } catch (failure) {
                  verdicts[name] = failure.code || `${failure.name}: ${failure.message}`;
                }
              }
              return verdicts;
            }""";

    private final KeyPair key = StubService.newKey();
    private final KeyPair stranger = StubService.newKey();
    private final Instant now = Instant.parse("2023-04-20T01:00:00Z");
    private final Map<String, String> cases = new LinkedHashMap<>();

    @Test
    void noneOfThemIsBelieved() throws Exception {
        damaged();
        resigned();
        outOfOrder();
        malleable();
        assertThat(cases).hasSizeGreaterThan(200);
        cases.put("the true one", text(good()));

        Map<?, ?> verdicts = judge();

        List<String> believed = new ArrayList<>();
        verdicts.forEach((name, verdict) -> {
            if (verdict.equals("BELIEVED")) {
                believed.add((String) name);
            } else {
                assertThat((String) verdict).as((String) name).startsWith("MANIFEST_");
            }
        });
        assertThat(believed).containsExactly("the true one");
    }

    private Map<?, ?> judge() throws IOException {
        try (Browser browser = Browser.launch();
                StubService service = new StubService()) {
            BrowserContext context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions());
            Page page = context.newPage();
            page.navigate(service.url());
            Map<String, Object> asked = new TreeMap<>();
            asked.put("cases", cases);
            asked.put(
                    "keys", Map.of("keys", List.of(jwk("stub", key, "sig"), jwk("ingest", stranger, "lunbo-ingest"))));
            asked.put("last", Map.of("version", 41, "issuedAt", "2023-04-20T00:59:00.000Z"));
            asked.put("screen", "rc-people-square");
            asked.put("now", (double) now.toEpochMilli());
            return (Map<?, ?>) page.evaluate(JUDGE, asked);
        }
    }

    /** Bytes that changed on the way, and parts of two manifests put together. */
    private void damaged() {
        Random chance = new Random(20230420);
        ObjectNode good = good();
        for (int i = 0; i < 150; i++) {
            String part = List.of("protected", "payload", "signature").get(i % 3);
            byte[] bytes = URL.decode(good.get(part).asText());
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
            cases.put("bit " + i + " of " + part, text(good.deepCopy().put(part, StubManifest.base64(bytes))));
        }
        for (int i = 0; i < 20; i++) {
            byte[] bytes = URL.decode(good.get("payload").asText());
            byte[] cut = java.util.Arrays.copyOf(bytes, chance.nextInt(bytes.length));
            cases.put("cut " + i, text(good.deepCopy().put("payload", StubManifest.base64(cut))));
        }
        ObjectNode other = signed(manifest(43), key);
        for (String part : List.of("payload", "signature")) {
            cases.put(
                    "mixed " + part,
                    text(good.deepCopy().put(part, other.get(part).asText())));
        }
        for (String part : List.of("protected", "payload", "signature")) {
            ObjectNode without = good.deepCopy();
            without.remove(part);
            cases.put("without " + part, text(without));
            cases.put("null " + part, text(good.deepCopy().putNull(part)));
            cases.put("empty " + part, text(good.deepCopy().put(part, "")));
            cases.put("number " + part, text(good.deepCopy().put(part, 7)));
        }
        cases.put("captive portal", "{\"login\":true}");
        cases.put("null", "null");
        cases.put("list", "[]");
        cases.put("string", "\"" + good.get("payload").asText() + "\"");
    }

    /** Signed, but not as a manifest of this service. */
    private void resigned() throws Exception {
        cases.put("signed by a stranger", text(signed(manifest(43), stranger)));
        for (String alg : List.of("none", "None", "HS256", "RS256", "ES256", "EdDSA ", "eddsa", "")) {
            cases.put(
                    "alg " + alg,
                    text(withHeader(Map.of("alg", alg, "kid", "stub", "typ", "lunbo-manifest+jws"), key)));
        }
        for (String typ : List.of("JWT", "lunbo-review+jws", "lunbo-made+jws", "lunbo-reviewer+jws", "")) {
            cases.put("typ " + typ, text(withHeader(Map.of("alg", "EdDSA", "kid", "stub", "typ", typ), key)));
        }
        for (String kid : List.of("unknown", "../stub", "ingest", "__proto__", "constructor")) {
            cases.put(
                    "kid " + kid,
                    text(withHeader(Map.of("alg", "EdDSA", "kid", kid, "typ", "lunbo-manifest+jws"), stranger)));
        }
        Map<String, Object> own = new TreeMap<>(Map.of("alg", "EdDSA", "kid", "mine", "typ", "lunbo-manifest+jws"));
        own.put("jwk", jwk("mine", stranger, "sig"));
        cases.put("brings its own key", text(withHeader(own, stranger)));
        Map<String, Object> crit = new TreeMap<>(Map.of("alg", "EdDSA", "kid", "stub", "typ", "lunbo-manifest+jws"));
        crit.put("crit", List.of("exp"));
        cases.put("demands what nobody knows", text(withHeader(crit, key)));
        cases.put("no header", text(withHeader(Map.of(), key)));

        ObjectNode confused = withHeader(Map.of("alg", "HS256", "kid", "stub", "typ", "lunbo-manifest+jws"), key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(URL.decode(StubManifest.rawKey(key.getPublic())), "HmacSHA256"));
        String text = confused.get("protected").asText() + "."
                + confused.get("payload").asText();
        cases.put(
                "the public key as a secret",
                text(confused.put(
                        "signature", StubManifest.base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII))))));
    }

    /** Truly signed, but not for now, not for here, not after what was seen. */
    private void outOfOrder() {
        for (int version : List.of(0, 1, 40, -1)) {
            cases.put("version " + version, text(signed(manifest(version), key)));
        }
        StubManifest sameAgain = manifest(41);
        sameAgain.now = now.minusSeconds(120);
        cases.put("same version, issued before", text(signed(sameAgain, key)));
        for (long seconds : List.of(0L, 1L, 86_400L, 400 * 86_400L)) {
            StubManifest over = manifest(43);
            over.validUntil = now.minusSeconds(seconds);
            cases.put("over since " + seconds, text(signed(over, key)));
        }
        for (String code : List.of("rc-tv", "RC-PEOPLE-SQUARE", "rc-people-square ", "")) {
            StubManifest other = manifest(43);
            other.screen.put("code", code);
            cases.put("for the screen '" + code + "'", text(signed(other, key)));
        }
        for (String field : List.of("version", "screen", "issuedAt", "validUntil", "days", "media")) {
            cases.put("without " + field, text(changed(field, null)));
            cases.put(field + " is true", text(changed(field, true)));
        }
        cases.put("fraction of a version", text(changed("version", 43.5)));
        cases.put("version beyond counting", text(changed("version", 1e300)));
        cases.put("version as text", text(changed("version", "43")));
        cases.put("day without a hash", text(changed("days", List.of(Map.of("date", "2023-04-20", "sheet", "x")))));
        cases.put(
                "sheet outside",
                text(changed("days", List.of(Map.of("date", "2023-04-20", "sheet", "../" + "0".repeat(61))))));
    }

    /** The same signature in another form, and keys that sign everything. */
    private void malleable() {
        ObjectNode good = good();
        byte[] signature = URL.decode(good.get("signature").asText());
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = signature[63 - i];
        }
        byte[] moved = new BigInteger(1, reversed).add(ORDER).toByteArray();
        byte[] twisted = signature.clone();
        for (int i = 0; i < 32; i++) {
            twisted[32 + i] = i < moved.length ? moved[moved.length - 1 - i] : 0;
        }
        cases.put("S plus the order", text(good.deepCopy().put("signature", StubManifest.base64(twisted))));
        cases.put("all zero", text(good.deepCopy().put("signature", StubManifest.base64(new byte[64]))));
        byte[] neutral = new byte[64];
        neutral[0] = 1;
        cases.put("neutral point", text(good.deepCopy().put("signature", StubManifest.base64(neutral))));
        cases.put(
                "twice as long",
                text(good.deepCopy().put("signature", StubManifest.base64(java.util.Arrays.copyOf(signature, 128)))));
    }

    private ObjectNode good() {
        return signed(manifest(42), key);
    }

    private StubManifest manifest(int version) {
        StubManifest manifest = new StubManifest(now);
        manifest.version = version;
        manifest.standby = manifest.picture("垫片", new byte[] {1, 2, 3});
        return manifest;
    }

    private ObjectNode changed(String field, Object value) {
        try {
            ObjectNode payload =
                    (ObjectNode) JSON.readTree(URL.decode(good().get("payload").asText()));
            if (value == null) {
                payload.remove(field);
            } else {
                payload.set(field, JSON.valueToTree(value));
            }
            payload.put("changed", field);
            if (!field.equals("version")) {
                payload.put("version", 43);
            }
            return wrapped(header(), JSON.writeValueAsBytes(payload), key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> header() {
        return new TreeMap<>(Map.of("alg", "EdDSA", "kid", "stub", "typ", "lunbo-manifest+jws"));
    }

    private ObjectNode withHeader(Map<String, ?> header, KeyPair signer) {
        return wrapped(
                header, URL.decode(signed(manifest(43), key).get("payload").asText()), signer);
    }

    private static ObjectNode wrapped(Map<String, ?> header, byte[] payload, KeyPair signer) {
        String head = StubManifest.base64(StubManifest.json(new TreeMap<>(header)));
        String body = StubManifest.base64(payload);
        return JSON.createObjectNode()
                .put("protected", head)
                .put("payload", body)
                .put("signature", StubManifest.base64(StubManifest.sign(signer, head + "." + body)));
    }

    private static ObjectNode signed(StubManifest manifest, KeyPair signer) {
        try {
            return (ObjectNode) JSON.readTree(manifest.signed(signer));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> jwk(String kid, KeyPair pair, String use) {
        return Map.of(
                "kty", "OKP", "crv", "Ed25519", "kid", kid, "use", use, "x", StubManifest.rawKey(pair.getPublic()));
    }

    private static String text(ObjectNode jws) {
        return jws.toString();
    }
}
