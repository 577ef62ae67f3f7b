package io.lunbo.player;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A manifest, its sheet and its media, made as the protocol says and changed as a test likes. */
final class StubManifest {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    final Map<String, byte[]> files = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> media = new TreeMap<>();
    final Map<String, Object> screen = new TreeMap<>(Map.of(
            "code",
            "rc-people-square",
            "name",
            "人民广场LED大屏",
            "kind",
            "LED_WALL",
            "timeZone",
            ZONE.getId(),
            "widthPx",
            960,
            "heightPx",
            540));
    final List<Object> levels = new ArrayList<>();
    final List<Object> power = new ArrayList<>();
    int version = 1;
    Instant now;
    Instant validUntil;
    String standby;
    Map<String, Object> takeover;
    /** Several at once; null: the manifest does not list them. */
    List<Map<String, Object>> takeovers;
    /** Members that the protocol of before did not know. */
    final Map<String, Object> more = new TreeMap<>();
    /** The root's words for the reviewers' keys; null: the manifest says nothing of reviewers. */
    List<String> reviewers;

    private byte[] sheet;

    StubManifest(Instant now) {
        this.now = now;
        this.validUntil = now.plusSeconds(8 * 86400L);
        plan(List.of());
    }

    String film(String title, byte[] bytes, long durationMs) {
        return file("VIDEO", "video/mp4", title, bytes, durationMs);
    }

    String picture(String title, byte[] bytes) {
        return file("IMAGE", "image/png", title, bytes, 15000);
    }

    private String file(String kind, String type, String title, byte[] bytes, long durationMs) {
        String sha256 = sha256(bytes);
        files.put(sha256, bytes);
        media.put(
                sha256,
                new TreeMap<>(Map.of(
                        "kind", kind, "type", type, "bytes", bytes.length, "durationMs", durationMs, "title", title)));
        return sha256;
    }

    String slogan(String mode, double pxPerSecond, String color, List<Map<String, Object>> pages) {
        Map<String, Object> slogan =
                new TreeMap<>(Map.of("mode", mode, "pxPerSecond", pxPerSecond, "color", color, "pages", pages));
        String sha256 = sha256(json(slogan));
        String title = String.valueOf(pages.get(0).get("text"));
        media.put(
                sha256,
                new TreeMap<>(Map.of("kind", "SLOGAN", "type", "application/json", "title", title, "slogan", slogan)));
        return sha256;
    }

    /** Gives a slogan the picture of its dots. */
    @SuppressWarnings("unchecked")
    void dots(String slogan, byte[] png) {
        String sha256 = sha256(png);
        files.put(sha256, png);
        ((Map<String, Object>) media.get(slogan).get("slogan")).put("bitmap", sha256);
    }

    /** These media one after another, for an hour before and two hours after now. */
    void loop(long durationMs, String... ordered) {
        List<List<Object>> plays = new ArrayList<>();
        long start = now.toEpochMilli() - midnight().toEpochMilli() - 3_600_000;
        for (int i = 0; i * durationMs < 3 * 3_600_000; i++) {
            plays.add(List.of(start + i * durationMs, i % ordered.length, 0, durationMs));
        }
        plan(plays, ordered);
    }

    /** Exactly these plays: start in milliseconds from now, index in `ordered`, duration. */
    void playsFromNow(List<long[]> fromNow, String... ordered) {
        long base = now.toEpochMilli() - midnight().toEpochMilli();
        plan(
                fromNow.stream()
                        .map(play -> List.<Object>of(base + play[0], play[1], 0, play[2]))
                        .toList(),
                ordered);
    }

    private void plan(List<List<Object>> plays, String... ordered) {
        Map<String, Object> sheetBody = new TreeMap<>();
        sheetBody.put("screen", screen.get("code"));
        sheetBody.put("date", date().toString());
        sheetBody.put("timeZone", ZONE.getId());
        sheetBody.put("from", midnight().toString());
        sheetBody.put("until", date().plusDays(1).atStartOfDay(ZONE).toInstant().toString());
        sheetBody.put("media", Arrays.asList(ordered));
        sheetBody.put("spots", List.of("spot-1"));
        sheetBody.put("plays", plays);
        if (sheet != null) {
            files.remove(sha256(sheet));
        }
        sheet = json(sheetBody);
        files.put(sha256(sheet), sheet);
    }

    String sheetHash() {
        return sha256(sheet);
    }

    byte[] signed(KeyPair key) {
        Map<String, Object> body = new TreeMap<>();
        body.put("version", version);
        body.put("screen", screen);
        body.put("issuedAt", now.toString());
        body.put("validUntil", validUntil.toString());
        body.put("pollAfterMs", 1000);
        body.put("days", List.of(Map.of("date", date().toString(), "sheet", sheetHash(), "sheetVersion", version)));
        body.put("standby", standby);
        body.put("takeover", takeover);
        body.put("power", power);
        body.put("levels", levels);
        body.put("media", media);
        if (takeovers != null) {
            body.put("takeovers", takeovers);
        }
        body.putAll(more);
        if (reviewers != null) {
            body.put("reviewers", reviewers);
        }
        String header = base64(json(new TreeMap<>(Map.of("alg", "EdDSA", "kid", "stub", "typ", "lunbo-manifest+jws"))));
        String payload = base64(json(body));
        String signature = base64(sign(key, header + "." + payload));
        return json(new TreeMap<>(Map.of("protected", header, "payload", payload, "signature", signature)));
    }

    private LocalDate date() {
        return now.atZone(ZONE).toLocalDate();
    }

    private Instant midnight() {
        return date().atStartOfDay(ZONE).toInstant();
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The raw 32 bytes of an Ed25519 public key: the end of its X.509 form. */
    static String rawKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static byte[] sign(KeyPair key, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
