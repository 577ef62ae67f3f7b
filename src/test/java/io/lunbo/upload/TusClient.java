package io.lunbo.upload;

import io.lunbo.testsupport.SignedIn;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Speaks tus as a program would, and breaks off where a test wants it to. */
record TusClient(SignedIn person, URI door) {
    static final String DOOR = "/api/v1/uploads";

    static String metadata(String key, String value) {
        return key + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    Response create(long length, String metadata) {
        return person.api()
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", length)
                .header("Upload-Metadata", metadata)
                .post(DOOR);
    }

    UUID created(long length, String fileName) {
        Response answer = create(length, metadata("filename", fileName));
        answer.then().statusCode(201);
        String location = answer.header("Location");
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    Response append(UUID id, long offset, byte[] bytes) {
        return append(id, offset, bytes, null);
    }

    Response append(UUID id, long offset, byte[] bytes, String checksum) {
        var request = person.api()
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", offset)
                .contentType("application/offset+octet-stream");
        return (checksum == null ? request : request.header("Upload-Checksum", checksum))
                .body(bytes)
                .patch(DOOR + "/" + id);
    }

    Response head(UUID id) {
        return person.api().header("Tus-Resumable", "1.0.0").head(DOOR + "/" + id);
    }

    long offset(UUID id) {
        return Long.parseLong(head(id).header("Upload-Offset"));
    }

    /** Announces the rest of the file and sends only some of it; the line stays open until it is closed. */
    Socket begin(UUID id, long offset, byte[] file, int some) throws IOException {
        Socket socket = new Socket(door.getHost(), door.getPort());
        OutputStream out = socket.getOutputStream();
        String head = "PATCH " + DOOR + "/" + id + " HTTP/1.1\r\nHost: " + door.getAuthority()
                + "\r\nAuthorization: Bearer " + person.token() + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " + (file.length - offset)
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(Arrays.copyOfRange(file, (int) offset, (int) offset + some));
        out.flush();
        return socket;
    }

    /** Asks until the service is done with it. */
    Response ended(UUID id) {
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2); System.nanoTime() < end; ) {
            Response answer = person.api().get(DOOR + "/" + id);
            String state = answer.path("state");
            if (state.equals("TAKEN") || state.equals("REFUSED")) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // between two questions, not in place of one
        }
        throw new AssertionError("never looked at: " + id);
    }
}
