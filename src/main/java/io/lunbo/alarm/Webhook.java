package io.lunbo.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends a message to a group robot.
 *
 * <p>The address is a setting of whoever runs the service, not of its users; still it leads only to http(s), is not followed elsewhere, and
 * not to this machine or its link, where the secrets of clouds are, unless the setting says so.
 */
@ApplicationScoped
class Webhook {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ANSWERED = 65_536;

    private final AlarmConfig config;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Webhook(AlarmConfig config) {
        this.config = config;
    }

    /** Sends it, or says why it could not: robots answer 200 to what they refuse, with an {@code errcode}. */
    void send(URI address, String body, Instant now) throws IOException, InterruptedException {
        requireOutside(address);
        HttpRequest request = HttpRequest.newBuilder(signed(address, now))
                .header("Content-Type", "application/json; charset=utf-8")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            byte[] said = in.readNBytes(MOST_ANSWERED);
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the robot answered " + answer.statusCode());
            }
            if (config.format() != AlarmConfig.Format.JSON) {
                JsonNode code = JSON.readTree(said).path("errcode");
                if (code.asInt(-1) != 0) {
                    throw new IOException("the robot answered errcode " + code.asText("none"));
                }
            }
        }
    }

    private void requireOutside(URI address) throws IOException {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IOException("no address of a robot");
        }
        if (config.webhookNearby()) {
            return;
        }
        for (InetAddress at : InetAddress.getAllByName(address.getHost())) {
            if (at.isLoopbackAddress()
                    || at.isAnyLocalAddress()
                    || at.isLinkLocalAddress()
                    || at.isMulticastAddress()) {
                throw new IOException("the robot would stand on this machine or its link");
            }
        }
    }

    /** As DingTalk wants it: the time and a secret that only the robot and this service know. */
    private URI signed(URI address, Instant now) throws IOException {
        if (config.format() != AlarmConfig.Format.DINGTALK || config.secret().isEmpty()) {
            return address;
        }
        try {
            String secret = config.secret().get();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sign = mac.doFinal((now.toEpochMilli() + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            String query = "timestamp=" + now.toEpochMilli() + "&sign="
                    + URLEncoder.encode(Base64.getEncoder().encodeToString(sign), StandardCharsets.UTF_8);
            return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
        } catch (GeneralSecurityException e) {
            throw new IOException("the message cannot be signed", e);
        }
    }
}
