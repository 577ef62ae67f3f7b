package io.lunbo.pairing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Reads QR codes as a phone does. */
public final class QrReading {
    private static final int SCALE = 8;

    private QrReading() {}

    /** The text of the code drawn by our own kind of SVG. */
    static String of(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        box.find();
        int size = Integer.parseInt(box.group(1)) * SCALE;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        Matcher row = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1").matcher(svg);
        while (row.find()) {
            int x = Integer.parseInt(row.group(1)) * SCALE;
            int y = Integer.parseInt(row.group(2)) * SCALE;
            for (int line = y; line < y + SCALE; line++) {
                Arrays.fill(pixels, line * size + x, line * size + x + Integer.parseInt(row.group(3)) * SCALE, 0);
            }
        }
        return text(size, size, pixels);
    }

    /** The text of the code somewhere in a screenshot. */
    public static String of(byte[] png) throws Exception {
        BufferedImage image = read(png);
        int width = image.getWidth();
        return text(width, image.getHeight(), image.getRGB(0, 0, width, image.getHeight(), null, 0, width));
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String text(int width, int height, int[] pixels) throws Exception {
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
