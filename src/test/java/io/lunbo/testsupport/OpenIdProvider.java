package io.lunbo.testsupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A small OpenID provider on loopback: it lets in whoever the test names, and can be told to lie. */
public final class OpenIdProvider implements AutoCloseable {
    /** What is wrong with the ID token. */
    public enum Lie {
        NONE,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_NONCE,
        OTHER_KEY,
        EXPIRED
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final RsaJsonWebKey key;
    private final RsaJsonWebKey otherKey;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private volatile String username = "";
    private volatile Lie lie = Lie.NONE;

    public OpenIdProvider() throws IOException, JoseException {
        key = key();
        otherKey = key();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, keys()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    private static RsaJsonWebKey key() throws JoseException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
        made.setKeyId("test");
        made.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        return made;
    }

    /** Its issuer. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who signs in from now on, and what the token lies about. */
    public void vouchFor(String whom, Lie about) {
        username = whom;
        lie = about;
    }

    private String discovery() throws IOException {
        return json.writeValueAsString(Map.of(
                "issuer",
                url(),
                "authorization_endpoint",
                url() + "/authorize",
                "token_endpoint",
                url() + "/token",
                "jwks_uri",
                url() + "/jwks",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"}));
    }

    private String keys() throws IOException {
        return json.writeValueAsString(
                Map.of("keys", new Object[] {key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)}));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        nonces.put(code, asked.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        URI.create(asked.get("redirect_uri")) + "?code=" + code + "&state=" + asked.get("state"));
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String nonce = nonces.remove(asked.getOrDefault("code", ""));
        if (nonce == null) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        try {
            answer(
                    exchange,
                    200,
                    json.writeValueAsString(Map.of(
                            "access_token",
                            signed(nonce),
                            "id_token",
                            signed(nonce),
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300)));
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }

    private String signed(String nonce) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(lie == Lie.OTHER_ISSUER ? "http://127.0.0.1:1" : url());
        claims.setAudience(lie == Lie.OTHER_AUDIENCE ? "somebody else" : "lunbo");
        claims.setSubject("id of " + username);
        claims.setExpirationTimeMinutesInTheFuture(lie == Lie.EXPIRED ? -60 : 5);
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        claims.setStringClaim("preferred_username", username);
        claims.setStringClaim("nonce", lie == Lie.OTHER_NONCE ? "another" : nonce);
        RsaJsonWebKey signer = lie == Lie.OTHER_KEY ? otherKey : key;
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(signer.getPrivateKey());
        signature.setKeyIdHeaderValue(signer.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signature.getCompactSerialization();
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
