package io.lunbo.pairing;

import io.lunbo.testsupport.AKey;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;

import static io.restassured.RestAssured.given;

/** What a player, or whoever has its token, asks of the service. */
final class PlayerCalls {
    static final String MANIFEST = "/player/v1/manifest";
    static final String TOKEN = "/player/v1/token";

    private PlayerCalls() {}

    /** Asks for another token. */
    static Response exchange(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(TOKEN);
    }

    /** The body that asks for a token bound to that key. */
    static String boundTo(AKey key) {
        return "{\"publicKey\":\"" + key.jwk().replace("\"", "\\\"") + "\"}";
    }

    /** How a poll with the token alone ends. */
    static int status(String token) {
        return given().auth().oauth2(token).get(MANIFEST).statusCode();
    }

    /** How a poll with the token and a proof of the key ends. */
    static int proven(AKey key, String token, Instant now) {
        String proof = key.proof("GET", MANIFEST, token, now.getEpochSecond()).signed();
        return given().auth().oauth2(token).header("DPoP", proof).get(MANIFEST).statusCode();
    }
}
