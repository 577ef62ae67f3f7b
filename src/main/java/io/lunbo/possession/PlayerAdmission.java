package io.lunbo.possession;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets players in at the native door: by the token alone, or by the token and a proof of possession where it is bound to a key.
 *
 * <p>The proof is a DPoP proof (RFC 9449) in the header {@code DPoP}. Of {@code htu} only the path counts: players reach us through
 * proxies and under names that we do not know. A proof covers method, path, token and time; not the body, and not what stands
 * behind the question mark. The token comes with the scheme {@code Bearer} or {@code DPoP}, both mean the same here.
 */
@Singleton
public class PlayerAdmission {
    /** Several times what a proof needs. */
    private static final int LONGEST = 2048;

    private static final int LONGEST_ID = 100;
    private static final List<String> SCHEMES = List.of("bearer ", "dpop ");

    private final PlayerTokens tokens;
    private final SeenProofs seen;
    private final Clock clock;
    private final Cache<String, PlayerKey> keys =
            Caffeine.newBuilder().maximumSize(20_000).build();

    /** Why a proof does not count; written in small letters into the problem's {@code reason}. */
    private enum Fault {
        MISSING,
        MALFORMED,
        KEY,
        SIGNATURE,
        METHOD,
        PATH,
        TOKEN,
        TIME,
        REPLAYED
    }

    PlayerAdmission(PlayerTokens tokens, SeenProofs seen, Clock clock) {
        this.tokens = tokens;
        this.seen = seen;
        this.clock = clock;
    }

    /** Whose token a request shows; empty where it shows none, or one that is wrong or revoked. Asks memory only. */
    public Optional<Holder> holder(HttpServerRequest request) {
        return tokens.holder(token(request));
    }

    /**
     * Who asks. Computes for about a millisecond where the holder is bound to a key, so not on the event loop then.
     *
     * @throws Problem 401 where the proof is missing or does not count
     */
    public PlayerPrincipal admit(Holder holder, HttpServerRequest request) {
        if (holder.bound()) {
            prove(holder, request);
        }
        tokens.used(holder);
        return holder.player();
    }

    private void prove(Holder holder, HttpServerRequest request) {
        List<String> headers = request.headers().getAll("DPoP");
        require(!headers.isEmpty(), Fault.MISSING);
        require(headers.size() == 1 && headers.get(0).length() <= LONGEST, Fault.MALFORMED);
        String[] parts = headers.get(0).strip().split("\\.", -1);
        require(parts.length == 3, Fault.MALFORMED);
        JsonNode header = json(parts[0]);
        // The algorithm is ours to say: a proof that names another is none, whatever its key would fit.
        require(
                "dpop+jwt".equals(header.path("typ").textValue())
                        && "ES256".equals(header.path("alg").textValue())
                        && !header.has("crit"),
                Fault.MALFORMED);
        PlayerKey key = keys.get(holder.publicKey(), jwk -> PlayerKey.of(jwk).orElseThrow());
        require(key.isNamedBy(header.path("jwk")), Fault.KEY);
        byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
        require(key.fits(signed, decoded(parts[2])), Fault.SIGNATURE);
        judge(json(parts[1]), holder, request);
    }

    private void judge(JsonNode claims, Holder holder, HttpServerRequest request) {
        String id = claims.path("jti").asText("");
        JsonNode madeAt = claims.path("iat");
        require(
                claims.path("jti").isTextual()
                        && !id.isBlank()
                        && id.length() <= LONGEST_ID
                        && madeAt.isNumber()
                        && madeAt.canConvertToLong(),
                Fault.MALFORMED);
        require(request.method().name().equals(claims.path("htm").textValue()), Fault.METHOD);
        require(request.path().equals(path(claims.path("htu").asText(""))), Fault.PATH);
        require(hash(token(request)).equals(claims.path("ath").textValue()), Fault.TOKEN);
        long now = clock.instant().getEpochSecond();
        switch (seen.note(holder.player().playerId(), id, madeAt.longValue(), now)) {
            // The answer's Date tells the player what time it is: it may try once more with that.
            case OLD -> throw refusal(Fault.TIME);
            case SEEN -> throw refusal(Fault.REPLAYED);
            case FIRST -> {}
        }
    }

    private static void require(boolean right, Fault fault) {
        if (!right) {
            throw refusal(fault);
        }
    }

    private static Problem refusal(Fault fault) {
        return Problem.of(ProblemType.POSSESSION_NOT_PROVED)
                .with("reason", fault.name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode json(String part) {
        try {
            JsonNode read = PlayerKey.STRICT.readTree(decoded(part));
            require(read != null && read.isObject(), Fault.MALFORMED);
            return read;
        } catch (IOException e) {
            throw refusal(Fault.MALFORMED);
        }
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw refusal(Fault.MALFORMED);
        }
    }

    private static String path(String address) {
        try {
            return URI.create(address).getRawPath();
        } catch (IllegalArgumentException e) {
            throw refusal(Fault.PATH);
        }
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The token that a request shows; null where it shows none. */
    public static String token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        for (String scheme : SCHEMES) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return header.substring(scheme.length()).trim();
            }
        }
        return null;
    }
}
