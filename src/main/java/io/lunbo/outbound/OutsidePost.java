package io.lunbo.outbound;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Posts to an address outside. Redirects are not followed, and of an answer only the beginning is read. */
@Singleton
public class OutsidePost {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ANSWERED = 65_536;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What came back; {@code body} is its beginning. */
    public record Answer(int status, byte[] body) {
        /** Whether it was taken. */
        public boolean taken() {
            return status / 100 == 2;
        }
    }

    /** The address leads to this machine or its link, where the secrets of clouds are. */
    public static final class NearbyException extends IOException {
        private static final long serialVersionUID = 1;

        NearbyException() {
            super("it would stand on this machine or its link");
        }
    }

    /**
     * Posts JSON.
     *
     * @param nearby whether the address may be on this machine or its link
     * @throws NearbyException where it is, and may not be
     * @throws IOException where nobody answers
     */
    public Answer json(URI address, Map<String, String> headers, byte[] body, boolean nearby)
            throws IOException, InterruptedException {
        if (!web(address)) {
            throw new IOException("no address of a machine outside");
        }
        if (!nearby && nearby(address)) {
            throw new NearbyException();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json; charset=utf-8")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            return new Answer(answer.statusCode(), in.readNBytes(MOST_ANSWERED));
        }
    }

    /** Whether it is an address of the web at all. */
    public static boolean web(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) && address.getHost() != null;
    }

    /** Whether it leads to this machine or its link. */
    public static boolean nearby(URI address) throws UnknownHostException {
        for (InetAddress at : InetAddress.getAllByName(address.getHost())) {
            if (at.isLoopbackAddress()
                    || at.isAnyLocalAddress()
                    || at.isLinkLocalAddress()
                    || at.isMulticastAddress()) {
                return true;
            }
        }
        return false;
    }
}
