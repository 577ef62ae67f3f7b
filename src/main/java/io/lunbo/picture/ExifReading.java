package io.lunbo.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** Reads the few facts of EXIF that are wanted. What is broken counts as not said: a photo is not refused for its notes. */
final class ExifReading {
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final int MOST_ENTRIES = 512;
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_FOLDER = 0x8769;
    private static final int GPS_FOLDER = 0x8825;
    private static final int TAKEN = 0x9003;
    private static final int TAKEN_OFFSET = 0x9011;
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;

    /** One entry: its type, how many, and where its value lies. */
    private record Entry(int type, int count, int at) {}

    private ExifReading(ByteBuffer tiff) {
        this.tiff = tiff;
    }

    /** The facts of a JPEG file. */
    static ExifFacts of(byte[] jpeg) {
        ByteBuffer file = ByteBuffer.wrap(jpeg);
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 255) == 0xff) {
            int marker = jpeg[at + 1] & 255;
            int length = file.getShort(at + 2) & 0xffff;
            if (marker == 0xda || length < 2 || at + 2 + length > jpeg.length) {
                return ExifFacts.NONE;
            }
            if (marker == 0xe1 && length > 2 + MARK.length + 8 && startsAt(jpeg, at + 4)) {
                int from = at + 4 + MARK.length;
                return read(
                        ByteBuffer.wrap(jpeg, from, length - 2 - MARK.length).slice());
            }
            at += 2 + length;
        }
        return ExifFacts.NONE;
    }

    private static boolean startsAt(byte[] jpeg, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (jpeg[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static ExifFacts read(ByteBuffer tiff) {
        int order = tiff.getShort(0) & 0xffff;
        if (order != 0x4949 && order != 0x4d4d) {
            return ExifFacts.NONE;
        }
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ExifReading reading = new ExifReading(tiff);
        Map<Integer, Entry> root = reading.folder(tiff.getInt(4));
        Map<Integer, Entry> exif = reading.folder(reading.number(root.get(EXIF_FOLDER)));
        Map<Integer, Entry> gps = reading.folder(reading.number(root.get(GPS_FOLDER)));
        int orientation = reading.number(root.get(ORIENTATION));
        Double latitude = reading.degrees(gps.get(2), gps.get(1), 'S', 90);
        Double longitude = reading.degrees(gps.get(4), gps.get(3), 'W', 180);
        boolean located = latitude != null && longitude != null && (latitude != 0 || longitude != 0);
        return new ExifFacts(
                orientation >= 1 && orientation <= 8 ? orientation : 1,
                time(reading.text(exif.get(TAKEN))),
                offset(reading.text(exif.get(TAKEN_OFFSET))),
                located ? latitude : null,
                located ? longitude : null);
    }

    /** The entries of a folder whose values lie within the file. */
    private Map<Integer, Entry> folder(int at) {
        Map<Integer, Entry> entries = new HashMap<>();
        if (at < 8 || at + 2 > tiff.limit()) {
            return entries;
        }
        int count = Math.min(MOST_ENTRIES, tiff.getShort(at) & 0xffff);
        for (int i = 0; i < count && at + 2 + (i + 1) * 12 <= tiff.limit(); i++) {
            int entry = at + 2 + i * 12;
            int type = tiff.getShort(entry + 2) & 0xffff;
            long size = type < SIZES.length ? SIZES[type] * (tiff.getInt(entry + 4) & 0xffffffffL) : 0;
            long value = size <= 4 ? entry + 8 : tiff.getInt(entry + 8) & 0xffffffffL;
            if (size > 0 && value + size <= tiff.limit()) {
                entries.put(tiff.getShort(entry) & 0xffff, new Entry(type, tiff.getInt(entry + 4), (int) value));
            }
        }
        return entries;
    }

    private int number(Entry entry) {
        if (entry == null) {
            return 0;
        }
        return switch (entry.type()) {
            case 3 -> tiff.getShort(entry.at()) & 0xffff;
            case 4 -> tiff.getInt(entry.at());
            default -> 0;
        };
    }

    private String text(Entry entry) {
        if (entry == null || entry.type() != 2) {
            return "";
        }
        byte[] bytes = new byte[Math.min(entry.count(), 64)];
        tiff.get(entry.at(), bytes);
        return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").strip();
    }

    private Double degrees(Entry entry, Entry side, char negative, int most) {
        if (entry == null || entry.type() != 5 || entry.count() != 3) {
            return null;
        }
        double degrees = 0;
        for (int i = 0; i < 3; i++) {
            long over = tiff.getInt(entry.at() + i * 8) & 0xffffffffL;
            long under = tiff.getInt(entry.at() + i * 8 + 4) & 0xffffffffL;
            if (under == 0) {
                return null;
            }
            degrees += (double) over / under / Math.pow(60, i);
        }
        if (degrees > most) {
            return null;
        }
        return text(side).startsWith(String.valueOf(negative)) ? -degrees : degrees;
    }

    private static LocalDateTime time(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text, TIME);
            return time.getYear() < 1990 || time.getYear() > 2200 ? null : time;
        } catch (DateTimeException e) {
            return null; // cameras without a clock write blanks or zeros
        }
    }

    private static ZoneOffset offset(String text) {
        try {
            return text.isEmpty() ? null : ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null; // as above
        }
    }
}
