package io.lunbo.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.outbound.OutsidePost;
import io.lunbo.outbound.OutsidePost.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
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

    private final AlarmConfig config;
    private final OutsidePost post;

    Webhook(AlarmConfig config, OutsidePost post) {
        this.config = config;
        this.post = post;
    }

    /** Sends it, or says why it could not: robots answer 200 to what they refuse, with an {@code errcode}. */
    void send(URI address, String body, Instant now) throws IOException, InterruptedException {
        if (!OutsidePost.web(address)) {
            throw new IOException("no address of a robot");
        }
        Answer answer = post.json(
                signed(address, now), Map.of(), body.getBytes(StandardCharsets.UTF_8), config.webhookNearby());
        if (!answer.taken()) {
            throw new IOException("the robot answered " + answer.status());
        }
        if (config.format() != AlarmConfig.Format.JSON) {
            JsonNode code = JSON.readTree(answer.body()).path("errcode");
            if (code.asInt(-1) != 0) {
                throw new IOException("the robot answered errcode " + code.asText("none"));
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
