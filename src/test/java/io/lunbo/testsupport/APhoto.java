package io.lunbo.testsupport;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import javax.imageio.ImageIO;

/** Photos as cameras write them; of nobody: what looks like a face is drawn. */
public final class APhoto {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");

    private APhoto() {}

    /** A street in which there is nobody; no two photos of it have the same bytes. */
    public static BufferedImage street(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(90, 100, 110));
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 5; i++) {
            int shade = 82 + i * 6;
            canvas.setColor(new Color(shade, shade + 10, shade + 20));
            canvas.fillRect(width * i / 6, height * (i * 2 % 5) / 6, width / 3, height / 4);
        }
        Random random = new Random();
        for (int i = 0; i < 8; i++) {
            canvas.setColor(new Color(random.nextInt(0xffffff)));
            canvas.fillRect(i * 8, height - 8, 8, 8);
        }
        canvas.dispose();
        return image;
    }

    /** Draws something like a number plate. */
    public static BufferedImage withPlate(BufferedImage image, int x, int y, int width) {
        Graphics2D canvas = image.createGraphics();
        int height = width * 112 / 520;
        canvas.setColor(new Color(20, 20, 24));
        canvas.fillRect(x - width, y - height, width * 3, height * 3);
        canvas.setColor(new Color(235, 235, 235));
        canvas.fillRect(x, y, width, height);
        canvas.setColor(Color.BLACK);
        Random strokes = new Random(180);
        int cell = width * 9 / 80;
        int thick = Math.max(2, height / 10);
        for (int i = 0; i < 8; i++) {
            int left = x + width / 20 + i * cell + cell / 7;
            canvas.fillRect(left, y + height / 5, thick, height * 3 / 5);
            if (strokes.nextBoolean()) {
                canvas.fillRect(left + cell * 3 / 5 - thick, y + height / 5, thick, height * 3 / 5);
            }
            for (int row = 0; row < 3; row++) {
                if (strokes.nextBoolean()) {
                    canvas.fillRect(
                            left, y + height / 5 + height * 3 * row / 10 - thick * row / 2, cell * 3 / 5, thick);
                }
            }
        }
        canvas.dispose();
        return image;
    }

    /** Draws something with the shades of a face: dark hair, lit forehead and nose, eyes in shadow. */
    public static BufferedImage withFace(BufferedImage image, int x, int y, int size) {
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double s = size / 100.0;
        oval(canvas, new Color(40, 32, 28), x - 44 * s, y - 66 * s, 88 * s, 110 * s);
        oval(canvas, new Color(222, 184, 160), x - 37 * s, y - 48 * s, 74 * s, 102 * s);
        for (int side : new int[] {-1, 1}) {
            double eye = x + side * 17 * s;
            oval(canvas, new Color(95, 70, 58), eye - 12 * s, y - 19 * s, 24 * s, 16 * s);
            canvas.setColor(new Color(35, 25, 22));
            canvas.fillRect((int) (eye - 11 * s), (int) (y - 20 * s), (int) (22 * s), (int) (4 * s));
            oval(canvas, new Color(35, 25, 22), eye - 5 * s, y - 13 * s, 10 * s, 9 * s);
        }
        canvas.setColor(new Color(240, 205, 182));
        canvas.fillRect((int) (x - 5 * s), (int) (y - 16 * s), (int) (10 * s), (int) (32 * s));
        oval(canvas, new Color(140, 95, 80), x - 11 * s, y + 14 * s, 22 * s, 6 * s);
        oval(canvas, new Color(130, 60, 60), x - 17 * s, y + 27 * s, 34 * s, 9 * s);
        canvas.dispose();
        return image;
    }

    private static void oval(Graphics2D canvas, Color color, double x, double y, double width, double height) {
        canvas.setColor(color);
        canvas.fillOval((int) x, (int) y, (int) width, (int) height);
    }

    /** The file of an image. */
    public static byte[] file(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file on the disk, which a client sends with its length. */
    public static Path onDisk(byte[] bytes) {
        try {
            Path file = Files.createTempFile("photo", ".jpg");
            file.toFile().deleteOnExit();
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG without notes. */
    public static byte[] jpeg(int width, int height) {
        return file(street(width, height), "jpg");
    }

    /** A JPEG with the notes of a camera: how it was held, when and where, and a name that nobody shall keep. */
    public static byte[] noted(
            byte[] jpeg, int orientation, LocalDateTime at, String offset, double north, double east) {
        byte[] tiff = tiff(orientation, at, offset, north, east);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1).putShort((short) (tiff.length + 8));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static byte[] tiff(int orientation, LocalDateTime at, String offset, double north, double east) {
        ByteBuffer tiff = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) 4);
        entry(tiff, 0x010f, 2, 20, 200); // the maker
        entry(tiff, 0x0112, 3, 1, orientation);
        entry(tiff, 0x8769, 4, 1, 80);
        entry(tiff, 0x8825, 4, 1, 120);
        tiff.position(80);
        tiff.putShort((short) 2);
        entry(tiff, 0x9003, 2, 20, 230);
        entry(tiff, 0x9011, 2, 7, 255);
        tiff.position(120);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, north < 0 ? 'S' : 'N');
        entry(tiff, 2, 5, 3, 270);
        entry(tiff, 3, 2, 2, east < 0 ? 'W' : 'E');
        entry(tiff, 4, 5, 3, 300);
        tiff.position(200);
        tiff.put("SecretCamera 4711   ".getBytes(StandardCharsets.US_ASCII));
        tiff.position(230);
        tiff.put((TIME.format(at) + "\0").getBytes(StandardCharsets.US_ASCII));
        tiff.position(255);
        tiff.put((offset + "\0").getBytes(StandardCharsets.US_ASCII));
        degrees(tiff, 270, Math.abs(north));
        degrees(tiff, 300, Math.abs(east));
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void degrees(ByteBuffer tiff, int at, double degrees) {
        tiff.position(at);
        int whole = (int) degrees;
        int minutes = (int) ((degrees - whole) * 60);
        long seconds = Math.round(((degrees - whole) * 60 - minutes) * 60 * 10_000);
        tiff.putInt(whole)
                .putInt(1)
                .putInt(minutes)
                .putInt(1)
                .putInt((int) seconds)
                .putInt(10_000);
    }
}
