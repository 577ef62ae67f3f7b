package io.lunbo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.playlog.Plays;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** One player with one connection, as lean as can be: its requests are bytes before the clock starts. */
final class BenchedPlayer {
    private final UUID id;
    private final UUID screenId;
    private final String token;
    private final Random random;
    private List<JsonNode> plays = List.of();
    private List<byte[]> requests = List.of();

    BenchedPlayer(UUID id, UUID screenId, String token, Random random) {
        this.id = id;
        this.screenId = screenId;
        this.token = token;
        this.random = random;
    }

    UUID id() {
        return id;
    }

    UUID screenId() {
        return screenId;
    }

    String token() {
        return token;
    }

    int count() {
        return plays.size();
    }

    void prepare(int count) {
        plays = new Plays(random, Instant.now().minusSeconds(86_400L * 20)).list(count);
        requests = new ArrayList<>();
        for (int from = 0; from < count; from += IngestionBenchmark.BATCH) {
            requests.add(request(plays.subList(from, Math.min(count, from + IngestionBenchmark.BATCH))));
        }
    }

    private byte[] request(List<JsonNode> some) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.putArray("plays").addAll(some);
        batch.putObject("clock").put("offsetMs", 0);
        byte[] body = batch.toString().getBytes(StandardCharsets.UTF_8);
        String head = "POST /player/v1/plays HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** The same rows as the table has them, tab-separated. */
    Stream<String> rows() {
        return plays.stream()
                .map(play -> String.join(
                        "\t",
                        id.toString(),
                        play.get("id").textValue(),
                        screenId.toString(),
                        play.get("media").textValue(),
                        dateTime(play),
                        dateTime(play),
                        play.get("durationMs").asText(),
                        play.get("outcome").textValue(),
                        play.get("spot").textValue(),
                        play.get("sheet").textValue(),
                        "\\N",
                        dateTime(play)));
    }

    private static String dateTime(JsonNode play) {
        return play.get("startedAt").textValue().replace('T', ' ').replace("Z", "");
    }

    void post(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (byte[] request : requests) {
                String answer;
                do {
                    socket.getOutputStream().write(request);
                    answer = answer(in);
                } while (answer.startsWith("HTTP/1.1 503")); // asked to come again
                if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"duplicate\":0,\"rejected\":0")) {
                    throw new IllegalStateException(answer);
                }
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int length = Integer.parseInt(
                lower.substring(at + 15, lower.indexOf('\r', at)).trim());
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
