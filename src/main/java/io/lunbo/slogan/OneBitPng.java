package io.lunbo.slogan;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * A PNG of one bit a dot.
 *
 * <p>Not squeezed: every compressor's bytes are its own, and this file's name is the hash of its bytes on every node.
 */
final class OneBitPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LARGEST_BLOCK = 0xffff;

    private OneBitPng() {}

    /** {@code bits} row by row, eight dots in a byte, each row beginning a byte. */
    static byte[] of(int width, int height, byte[] bits) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 1) // bits; then grey, deflate, no filter, not interlaced
                        .array());
        chunk(png, "IDAT", stored(unfiltered(height, bits)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] unfiltered(int height, byte[] bits) {
        int rowBytes = bits.length / height;
        ByteBuffer lines = ByteBuffer.allocate(bits.length + height);
        for (int y = 0; y < height; y++) {
            lines.put((byte) 0).put(bits, y * rowBytes, rowBytes);
        }
        return lines.array();
    }

    /** A zlib stream of stored blocks (RFC 1950, RFC 1951). */
    private static byte[] stored(byte[] plain) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(0x78);
        stream.write(0x01);
        int at = 0;
        do {
            int length = Math.min(LARGEST_BLOCK, plain.length - at);
            boolean last = at + length == plain.length;
            stream.write(last ? 1 : 0);
            stream.write(length & 0xff);
            stream.write(length >> 8);
            stream.write(~length & 0xff);
            stream.write(~length >> 8 & 0xff);
            stream.write(plain, at, length);
            at += length;
        } while (at < plain.length);
        Adler32 sum = new Adler32();
        sum.update(plain);
        stream.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return stream.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
