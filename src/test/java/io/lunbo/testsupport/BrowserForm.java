package io.lunbo.testsupport;

import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A form with files as a browser sends it, its length said before. */
public final class BrowserForm {
    private static final String BOUNDARY = "----form";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A field. */
    public BrowserForm text(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** A file in the field {@code file}. */
    public BrowserForm file(String fileName, byte[] bytes) {
        return part("name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: text/csv", bytes);
    }

    private BrowserForm part(String head, byte[] value) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n");
        body.writeBytes(value);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sent as a person who is signed in on the pages. */
    public HttpResponse<String> send(String path, SignedIn person) throws IOException, InterruptedException {
        return send(path, person, BodyPublishers::ofByteArray);
    }

    /** The same without its length. */
    public HttpResponse<String> sendInChunks(String path, SignedIn person) throws IOException, InterruptedException {
        return send(path, person, bytes -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private HttpResponse<String> send(String path, SignedIn person, Function<byte[], BodyPublisher> publisher)
            throws IOException, InterruptedException {
        write("--" + BOUNDARY + "--\r\n");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", "lunbo-session=" + person.token())
                .header("Accept", "text/html")
                .POST(publisher.apply(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
