package io.lunbo.runningorder;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.schedule.Sheet;
import io.lunbo.screen.Screen;
import io.lunbo.signoff.SheetSignature;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A sheet, play by play, as people and other players read it.
 *
 * @param lines all plays in order
 * @param signatures who signed
 */
record RunningOrder(Sheet sheet, Screen screen, List<Line> lines, List<SheetSignature> signatures) {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * One play.
     *
     * @param media what is signed; null where nobody knows it any more
     * @param file the hash of the file that is shown
     */
    record Line(int number, ZonedDateTime from, ZonedDateTime until, UUID spot, Media media, String file, String type) {
        public String at() {
            return from.format(SECOND);
        }

        public String ends() {
            return until.format(SECOND);
        }

        public String title() {
            return media == null ? file.substring(0, 12) : media.title();
        }

        public String kind() {
            return media == null
                    ? ""
                    : switch (media.kind()) {
                        case VIDEO -> "视频";
                        case IMAGE -> "图片";
                        case SLOGAN -> "标语";
                    };
        }

        public long durationMs() {
            return until.toInstant().toEpochMilli() - from.toInstant().toEpochMilli();
        }

        public String seconds() {
            return durationMs() % 1000 == 0
                    ? Long.toString(durationMs() / 1000)
                    : Double.toString(durationMs() / 1000.0);
        }
    }

    static RunningOrder of(Sheet sheet, Screen screen, Map<String, Delivered> behind, List<SheetSignature> signatures) {
        SheetContent content = SheetContent.read(sheet.gzipBody());
        List<Line> lines = new ArrayList<>(content.plays().size());
        for (PlannedPlay play : content.plays()) {
            String file = content.media().get(play.media());
            Delivered delivered = behind.get(file);
            Media media = delivered == null ? null : delivered.media();
            String type = delivered == null || delivered.rendition() == null
                    ? media == null ? "application/octet-stream" : media.mimeType()
                    : delivered.rendition().mimeType();
            ZonedDateTime from = content.startOf(play).atZone(content.timeZone());
            ZonedDateTime until =
                    content.startOf(play).plusMillis(play.durationMs()).atZone(content.timeZone());
            lines.add(new Line(lines.size() + 1, from, until, content.spots().get(play.spot()), media, file, type));
        }
        return new RunningOrder(sheet, screen, List.copyOf(lines), signatures);
    }

    /** An instant on the screen's clock. */
    public String clock(Instant at) {
        return at == null ? "" : TIME.format(at.atZone(screen.timeZone()));
    }

    /** What a file is called that contains it, without its ending. */
    String fileName() {
        return screen.code() + "-" + sheet.date() + "-v" + sheet.version();
    }
}
