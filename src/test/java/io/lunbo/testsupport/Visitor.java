package io.lunbo.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A player or a browser at a packaged application, which waits a limited time and follows no redirects. */
public final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> SCREEN = Map.of(
            "code", "square",
            "name", "广场",
            "kind", "LED_WALL",
            "widthPx", 1920,
            "heightPx", 1080,
            "color", "FULL",
            "timeZone", "Asia/Shanghai",
            "hours", "00:00-24:00",
            "unit", "unit",
            "active", true);

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final PackagedLunbo lunbo;
    private final String token;
    private final String accepts;

    public Visitor(PackagedLunbo lunbo, String token, String accepts) {
        this.lunbo = lunbo;
        this.token = token;
        this.accepts = accepts;
    }

    /** A browser whose operator has signed in. */
    public static Visitor signedIn(PackagedLunbo lunbo, String username, String password)
            throws IOException, InterruptedException {
        Visitor visitor = new Visitor(lunbo, "", "text/html");
        String form = "username=" + username + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpResponse<String> answer = visitor.form("/login", form);
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("not signed in: " + answer.statusCode());
        }
        return visitor;
    }

    /** A player of a screen that an administrator registers for it. */
    public static Visitor paired(PackagedLunbo lunbo, ApiClient administrator)
            throws IOException, InterruptedException {
        administrator.send("POST", "/api/v1/units", Map.of("code", "unit", "name", "单位"));
        HttpResponse<String> screen = administrator.send("POST", "/api/v1/screens", SCREEN);
        Visitor unpaired = new Visitor(lunbo, "", "application/json");
        JsonNode offer = JSON.readTree(
                unpaired.post("/player/v1/pairings", "{\"kind\": \"test\"}").body());
        String code = offer.get("code").textValue();
        HttpResponse<String> claim =
                administrator.send("POST", "/api/v1/pairings/" + code + "/claims", Map.of("screen", "square"));
        if (screen.statusCode() != 201 || claim.statusCode() != 201) {
            throw new IllegalStateException("not paired: " + screen.body() + claim.body());
        }
        String path = "/player/v1/pairings/" + offer.get("pairingId").textValue();
        String token = JSON.readTree(unpaired.get(path, "").body()).get("token").textValue();
        return new Visitor(lunbo, token, "application/json");
    }

    /** What it shows. */
    public String token() {
        return token;
    }

    /** What is there; {@code etag} is what the visitor has already, empty for nothing. */
    public HttpResponse<String> get(String path, String etag) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        return send(request);
    }

    /** Posts a JSON document. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Presses a button that says nothing more. */
    public HttpResponse<String> submit(String path) throws IOException, InterruptedException {
        return form(path, "");
    }

    private HttpResponse<String> form(String path, String fields) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(fields)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(lunbo.url() + path))
                .timeout(Duration.ofSeconds(15))
                .header("Accept", accepts);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
