package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.media.MediaKind;
import io.lunbo.warning.WarningPicture.Warning;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A file as it is named behind a door.
 *
 * @param sha256 its hash
 * @param kind what a player shows it as; a slogan that has a bitmap is a picture
 * @param type its content type
 * @param title for people
 */
record DoorFile(String sha256, MediaKind kind, String type, String title) {
    /** One black point (PNG), for whatever size. */
    static final byte[] BLACK = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d494844520000000100000001080000000"
                    + "03a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082");

    private static final Map<String, String> ENDINGS = Map.of(
            "video/mp4", ".mp4",
            "video/webm", ".webm",
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/webp", ".webp");

    /** What the manifest says of a media, which it must name. */
    static DoorFile of(JsonNode manifest, String media) {
        JsonNode item = manifest.path("media").path(media);
        String title = plain(item.path("title").asText(""));
        String bitmap = item.at("/slogan/bitmap").textValue();
        return bitmap == null
                ? new DoorFile(
                        media,
                        MediaKind.valueOf(item.path("kind").asText(MediaKind.VIDEO.name())),
                        item.path("type").asText("video/mp4"),
                        title)
                : new DoorFile(bitmap, MediaKind.IMAGE, "image/png", title);
    }

    /** Behind a door's address: a slogan without a bitmap is a page, everything else a file. */
    String path() {
        return kind == MediaKind.SLOGAN
                ? "slogans/" + sha256 + ".html"
                : "media/" + sha256 + ENDINGS.getOrDefault(type, "");
    }

    /**
     * A text that is one line and that XML can hold: what followed a break in a list would be taken for an order or an address.
     */
    static String plain(String text) {
        return text.replaceAll(
                        "[^\\x{20}-\\x{7E}\\x{A0}-\\x{2027}\\x{202F}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]+",
                        " ")
                .strip();
    }

    /** What a notice of the manifest says. */
    static Warning warning(JsonNode notice) {
        List<String> fields = new ArrayList<>();
        notice.path("fields")
                .forEach(field -> fields.add(plain(
                        field.path("label").asText() + '：' + field.path("text").asText())));
        return new Warning(
                plain(notice.path("title").asText()), notice.path("alert").asText(), List.copyOf(fields));
    }

    /** A text as a page that shows it as large as it can be read. */
    static String page(String text) {
        String escaped = plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + escaped
                + "</title><link rel=\"stylesheet\" href=\"/css/slogan-page.css\"></head><body><p>" + escaped
                + "</p></body></html>";
    }
}
