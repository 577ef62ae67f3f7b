package io.lunbo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A photo of a wall is likest to what the wall shows, wherever the wall is in it and however dim. */
class LikenessTest {
    @Test
    void theItemOnTheWallIsTheLikest() {
        Random random = new Random(5);
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(item(random));
        }
        for (int shown = 0; shown < items.size(); shown++) {
            Pixels photo = Pixels.of(wall(items.get(shown), 130 + 40 * shown, 120, 480, 270, 0.6));
            double[] likeness =
                    Likeness.of(photo, 16 / 9.0, items.stream().map(List::of).toList());
            for (int other = 0; other < items.size(); other++) {
                assertThat(likeness[other]).isBetween(0.0, 1.0);
                if (other != shown) {
                    assertThat(likeness[shown]).as("item %d", shown).isGreaterThan(likeness[other] + 0.1);
                }
            }
            assertThat(likeness[shown]).isGreaterThan(0.75);
        }
    }

    @Test
    void whatCannotBeComparedIsLikeNothing() {
        Pixels photo = Pixels.of(wall(item(new Random(1)), 100, 100, 480, 270, 1));
        assertThat(Likeness.of(photo, 16 / 9.0, List.of(List.of(), List.of(new byte[256]))))
                .containsExactly(0, 0);
        BufferedImage flat = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        assertThat(Likeness.of(Pixels.of(flat), 16 / 9.0, List.of(List.of(item(new Random(1))))))
                .containsExactly(0);
        assertThat(Likeness.of(photo, 24, List.of(List.of(item(new Random(1))))))
                .hasSize(1);
    }

    /** A picture of a few large shapes. */
    private static byte[] item(Random random) {
        byte[] shades = new byte[256];
        for (int i = 0; i < 5; i++) {
            int x = random.nextInt(13);
            int y = random.nextInt(13);
            int size = 3 + random.nextInt(6);
            byte shade = (byte) (60 + random.nextInt(195));
            for (int row = y; row < Math.min(16, y + size); row++) {
                for (int column = x; column < Math.min(16, x + size); column++) {
                    shades[row * 16 + column] = shade;
                }
            }
        }
        return shades;
    }

    private static BufferedImage wall(byte[] item, int left, int top, int width, int height, double brightness) {
        BufferedImage image = new BufferedImage(960, 640, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(70, 75, 80));
        canvas.fillRect(0, 0, 960, 640);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                int shade = (int) ((item[y * 16 + x] & 255) * brightness);
                canvas.setColor(new Color(shade, shade, shade));
                canvas.fillRect(left + width * x / 16, top + height * y / 16, width / 16 + 1, height / 16 + 1);
            }
        }
        canvas.dispose();
        return image;
    }
}
