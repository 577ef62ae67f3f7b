package io.lunbo.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A program that calls the REST API of a packaged application. */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private String token = "";

    public ApiClient(String url) {
        this.url = url;
    }

    /** Signs in; what the service answered. */
    public int signIn(String username, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send("POST", "/api/v1/sessions", Map.of("username", username, "password", password));
        if (answer.statusCode() == 201) {
            token = JSON.readTree(answer.body()).get("token").textValue();
        }
        return answer.statusCode();
    }

    /** Signs the first administrator in with a password of its own choice, which is returned. */
    public String chooseFirstPassword(String oneTimePassword) throws IOException, InterruptedException {
        String chosen = "a long enough password";
        signIn("admin", oneTimePassword);
        send("PUT", "/api/v1/me/password", Map.of("password", oneTimePassword, "newPassword", chosen));
        if (signIn("admin", chosen) != 201) {
            throw new IllegalStateException("the first administrator cannot sign in");
        }
        return chosen;
    }

    /** What the signed-in program shows. */
    public String token() {
        return token;
    }

    /** The document at a path. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, null).body());
    }

    /** Sends a document; null for none. */
    public HttpResponse<String> send(String verb, String path, Object document)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + token)
                .method(
                        verb,
                        document == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(document)));
        if (document != null) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
