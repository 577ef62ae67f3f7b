package io.lunbo.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.StoredMedia;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SloganBitmapTest {
    private final PlayedScreen sign = PlayedScreen.sign();

    @Test
    void manifestOfASignNamesTheDotsAndThePlayerGetsThem() throws Exception {
        String slogan = StoredMedia.slogan("尊重知识 " + UUID.randomUUID());
        sign.published(sign.today(), 1, List.of(slogan));

        String bitmap = bitmapOf(sign, slogan);
        Response answer = sign.asks().get("/player/v1/media/" + bitmap);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/png");
        assertThat(answer.header("Cache-Control")).contains("immutable");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.asByteArray())))
                .isEqualTo(bitmap);
        BufferedImage dots = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
        assertThat(dots.getHeight()).isEqualTo(16);
        assertThat(dots.getWidth()).isEqualTo(384);
    }

    @Test
    void dotsOfASloganThatNoManifestNamesAreNotServed() throws Exception {
        String slogan = StoredMedia.slogan("崇尚创新 " + UUID.randomUUID());
        PlayedScreen other = PlayedScreen.sign();
        sign.published(sign.today(), 1, List.of(slogan));
        String bitmap = bitmapOf(sign, slogan);

        other.asks().get("/player/v1/media/" + bitmap).then().statusCode(404);

        sign.published(sign.today(), 2, List.of(StoredMedia.slogan("诚信守法 " + UUID.randomUUID())));
        sign.asks().get("/player/v1/media/" + bitmap).then().statusCode(404);
    }

    @Test
    void wallGetsNoDots() throws Exception {
        PlayedScreen wall = PlayedScreen.wall();
        String slogan = StoredMedia.slogan("公平竞争 " + UUID.randomUUID());
        wall.published(wall.today(), 1, List.of(slogan));

        assertThat(item(wall, slogan).get("slogan").has("bitmap")).isFalse();
    }

    private static String bitmapOf(PlayedScreen screen, String slogan) throws IOException {
        return item(screen, slogan).get("slogan").get("bitmap").textValue();
    }

    private static JsonNode item(PlayedScreen screen, String slogan) throws IOException {
        ObjectMapper json = new ObjectMapper();
        String body = screen.asks().get("/player/v1/manifest").asString();
        byte[] payload =
                Base64.getUrlDecoder().decode(json.readTree(body).get("payload").textValue());
        return json.readTree(payload).get("media").get(slogan);
    }
}
