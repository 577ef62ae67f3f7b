package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures made for tests, and what a page really shows as average colours: red, green, blue. */
final class StubPictures {

    /** The average colour of the film in front, read from its own frames. */
    static final String FRONT_COLOR = """
            () => {
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 1;
              const pen = canvas.getContext('2d');
              pen.drawImage(document.querySelector('video.front'), 0, 0, 1, 1);
              return [...pen.getImageData(0, 0, 1, 1).data];
            }""";

    private StubPictures() {}

    static byte[] solid(int red, int green, int blue) {
        BufferedImage image = new BufferedImage(96, 54, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 96; x++) {
            for (int y = 0; y < 54; y++) {
                image.setRGB(x, y, new Color(red, green, blue).getRGB());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return out.toByteArray();
    }

    static int[] averageOf(Page page) {
        return average(page.screenshot());
    }

    /** What the compositor really put on the screen, frame by frame. */
    static List<int[]> record(BrowserContext context, Page page, long durationMs) {
        List<int[]> frames = new ArrayList<>();
        CDPSession session = context.newCDPSession(page);
        session.on("Page.screencastFrame", event -> {
            frames.add(average(Base64.getDecoder().decode(event.get("data").getAsString())));
            com.google.gson.JsonObject answer = new com.google.gson.JsonObject();
            answer.add("sessionId", event.get("sessionId"));
            session.send("Page.screencastFrameAck", answer);
        });
        com.google.gson.JsonObject options = new com.google.gson.JsonObject();
        options.addProperty("format", "jpeg");
        options.addProperty("quality", 60);
        options.addProperty("maxWidth", 320);
        options.addProperty("maxHeight", 180);
        session.send("Page.startScreencast", options);
        page.waitForTimeout(durationMs);
        session.send("Page.stopScreencast");
        return frames;
    }

    static boolean isBlue(int[] color) {
        return color[2] > 120 && color[2] > color[0] + 40;
    }

    static boolean isAmber(int[] color) {
        return color[0] > 120 && color[0] > color[2] + 40;
    }

    static boolean isGreen(int[] color) {
        return color[1] > 90 && color[1] > color[0] + 40 && color[1] > color[2] + 40;
    }

    private static int[] average(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            long[] sums = new long[3];
            int count = 0;
            for (int x = 0; x < image.getWidth(); x += 4) {
                for (int y = 0; y < image.getHeight(); y += 4) {
                    Color color = new Color(image.getRGB(x, y));
                    sums[0] += color.getRed();
                    sums[1] += color.getGreen();
                    sums[2] += color.getBlue();
                    count++;
                }
            }
            return new int[] {(int) (sums[0] / count), (int) (sums[1] / count), (int) (sums[2] / count)};
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
