package io.lunbo.film;

import io.lunbo.film.MediaFacts.Kind;
import io.lunbo.film.MediaRefusal.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MediaInspectionTest {
    private final MediaInspection inspection = new MediaInspection(Films.tools());

    @TempDir
    Path folder;

    @Test
    void measuresAnMp4() throws Exception {
        Path film = Films.mp4(folder.resolve("film"));

        MediaFacts facts = inspection.inspect(film);

        assertThat(facts.kind()).isEqualTo(Kind.VIDEO);
        assertThat(facts.mimeType()).isEqualTo("video/mp4");
        assertThat(facts.bytes()).isEqualTo(Files.size(film));
        assertThat(facts.durationMs()).isBetween(2950L, 3100L);
        assertThat(facts.widthPx()).isEqualTo(320);
        assertThat(facts.heightPx()).isEqualTo(180);
        assertThat(facts.videoCodec()).isEqualTo("h264");
        assertThat(facts.audioCodec()).contains("aac");
        assertThat(facts.frameRate()).isEqualTo(25);
    }

    @Test
    void measuresAWebm() throws Exception {
        MediaFacts facts = inspection.inspect(Films.webm(folder.resolve("film")));

        assertThat(facts.mimeType()).isEqualTo("video/webm");
        assertThat(facts.durationMs()).isBetween(2950L, 3100L);
        assertThat(facts.videoCodec()).isEqualTo("vp8");
        assertThat(facts.audioCodec()).contains("opus");
    }

    @ParameterizedTest
    @CsvSource({
        "libvpx-vp9 -deadline realtime -cpu-used 8 -f webm, vp9, video/webm",
        "libsvtav1 -preset 12 -svtav1-params lp=1 -f mp4, av1, video/mp4",
        "libopenh264 -f matroska, h264, video/x-matroska"
    })
    void takesASilentFilmOfEveryCodecThatABrowserHas(String encoder, String codec, String mimeType) throws Exception {
        Path film = Films.make(
                folder.resolve("film"), "-f lavfi -i testsrc2=s=320x180:r=10:d=1 -pix_fmt yuv420p -c:v " + encoder);

        MediaFacts facts = inspection.inspect(film);

        assertThat(facts.videoCodec()).isEqualTo(codec);
        assertThat(facts.mimeType()).isEqualTo(mimeType);
        assertThat(facts.audioCodec()).isEqualTo(Optional.empty());
    }

    @Test
    void aFilmThatAPhoneTurnedIsMeasuredAsItIsShown() throws Exception {
        Path lying = Films.mp4(folder.resolve("lying.mp4"));
        Path upright =
                Films.make(folder.resolve("upright"), "-display_rotation 90 -i file:" + lying + " -c copy -f mp4");

        MediaFacts facts = inspection.inspect(upright);

        assertThat(List.of(facts.widthPx(), facts.heightPx())).containsExactly(180, 320);
    }

    @ParameterizedTest
    @CsvSource({"mjpeg, image/jpeg", "png, image/png", "libwebp, image/webp"})
    void measuresAPicture(String encoder, String mimeType) throws Exception {
        Path picture = Films.picture(folder.resolve("picture"), encoder, "642x362");

        MediaFacts facts = inspection.inspect(picture);

        assertThat(facts.kind()).isEqualTo(Kind.IMAGE);
        assertThat(facts.mimeType()).isEqualTo(mimeType);
        assertThat(facts.widthPx()).isEqualTo(642);
        assertThat(facts.heightPx()).isEqualTo(362);
        assertThat(facts.durationMs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mjpeg", "png", "libwebp"})
    void refusesAPictureThatIsCutOff(String encoder) throws Exception {
        Path whole = Films.picture(folder.resolve("whole"), encoder, "640x360");

        assertThat(reasonFor(Films.cut(whole, folder.resolve("cut"), 0.6)))
                .isIn(Reason.TRUNCATED, Reason.DAMAGED, Reason.UNREADABLE, Reason.NO_PICTURE);
    }

    @Test
    void makesAPosterOfAFilmAndOfAPicture() throws Exception {
        Path film = Films.mp4(folder.resolve("film"));
        Path picture = Films.picture(folder.resolve("picture"), "png", "1300x700");

        inspection.writePoster(film, inspection.inspect(film), folder.resolve("film.jpg"));
        inspection.writePoster(picture, inspection.inspect(picture), folder.resolve("picture.jpg"));

        assertThat(ImageIO.read(folder.resolve("film.jpg").toFile()).getWidth()).isEqualTo(320);
        assertThat(ImageIO.read(folder.resolve("picture.jpg").toFile()).getWidth())
                .isEqualTo(640);
    }

    @Test
    void refusesFilmsThatAreCutOff() throws Exception {
        Path mp4 = Films.mp4(folder.resolve("a"));
        Path fastStart = Films.fastStartMp4(folder.resolve("b"));
        Path webm = Films.webm(folder.resolve("c"));

        assertThat(reasonFor(Films.cut(mp4, folder.resolve("cut-a"), 0.6))).isEqualTo(Reason.UNREADABLE);
        for (double share : new double[] {0.3, 0.6, 0.9}) {
            assertThat(reasonFor(Films.cut(fastStart, folder.resolve("cut-b"), share)))
                    .isIn(Reason.TRUNCATED, Reason.DAMAGED);
            assertThat(reasonFor(Films.cut(webm, folder.resolve("cut-c"), share)))
                    .isIn(Reason.TRUNCATED, Reason.DAMAGED);
        }
    }

    @Test
    void everyMutantOfAFilmIsRefusedOrDecodesCleanly() throws Exception {
        byte[] mp4 = Files.readAllBytes(Films.fastStartMp4(folder.resolve("film.mp4")));
        byte[] webm = Files.readAllBytes(Films.webm(folder.resolve("film.webm")));
        Random random = new Random(20230420);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] mutant = (i % 2 == 0 ? mp4 : webm).clone();
            for (int flips = 1 + random.nextInt(mutant.length / 300); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("mutant"), mutant);
            if (isRefused(file) || isRefusedWhenItIsMadeAnew(file)) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(160);
    }

    /** By another way than the inspection's own: what is made of it is refused, or can be played to its end. */
    private boolean isRefusedWhenItIsMadeAnew(Path file) throws Exception {
        MediaFacts facts = inspection.inspect(file);
        DeliveryShape shape = DeliveryShape.fitting(facts.widthPx(), facts.heightPx(), 64, 64);
        Path delivery = folder.resolve("delivery");
        try {
            new DeliveryMaking(Films.tools(), Duration.ofMinutes(1))
                    .make(file, facts, shape, "0".repeat(64), delivery, percent -> {});
        } catch (MediaRefusal refusal) {
            return true;
        }
        assertThat(inspection.inspect(delivery).durationMs()).isPositive();
        return false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n%s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%s'\n",
                "<?xml version='1.0'?><MPD><Period><BaseURL>%s</BaseURL></Period></MPD>",
                "<!doctype html><img src='%s'>",
                "<svg xmlns='http://www.w3.org/2000/svg'><image href='%s'/></svg>"
            })
    void aTextThatCallsItselfAFilmOpensNothing(String text) throws Exception {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + canary.getLocalPort() + "/canary";
            Path secret = Films.mp4(folder.resolve("secret.mp4"));
            for (String target : List.of(address, secret.toString())) {
                Path file = Files.writeString(folder.resolve("film.mp4"), text.formatted(target));
                assertThat(reasonFor(file)).isEqualTo(Reason.UNKNOWN_FORMAT);
            }
            assertThatNobodyCame(canary);
        }
    }

    @Test
    void aPlaylistBehindTheFirstBytesOfAFilmOpensNothing() throws Exception {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String text =
                    "\0\0\0\u0010ftypisom\n#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:" + canary.getLocalPort() + "/\n";
            Path file = Files.writeString(folder.resolve("film.mp4"), text, StandardCharsets.ISO_8859_1);
            assertThat(reasonFor(file)).isNotNull();
            assertThatNobodyCame(canary);
        }
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertThat(reasonFor(Files.createFile(folder.resolve("film.mp4")))).isEqualTo(Reason.EMPTY_FILE);
    }

    @Test
    void refusesAPictureBombByItsDeclaredSize() throws Exception {
        Path bomb = Files.write(folder.resolve("bomb.png"), pngThatDeclares(60_000, 60_000));

        assertThat(reasonFor(bomb)).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @CsvSource({
        "-f lavfi -i sine=d=1 -c:a aac -f mp4, NO_PICTURE",
        "-f lavfi -i testsrc2=s=320x180:r=120:d=1 -c:v libopenh264 -f mp4, TOO_MANY_FRAMES_PER_SECOND",
        "-f lavfi -i color=s=4160x64:r=5:d=1 -c:v libvpx -deadline realtime -cpu-used 8 -f webm, TOO_MANY_PIXELS",
        "-f lavfi -i testsrc2=s=320x180:r=5:d=1 -c:v snow -strict -2 -f avi, UNSUPPORTED_CODEC",
        "-f lavfi -i testsrc2=s=320x180:r=5:d=1 -f lavfi -i sine=d=1 -c:v mpeg4 -c:a adpcm_yamaha -f avi, UNSUPPORTED_CODEC",
        "-f lavfi -i color=s=32x32:r=0.01:d=7400 -c:v libopenh264 -f mp4, TOO_LONG",
        "-f lavfi -i color=s=32x32:r=5:d=1 -f lavfi -i sine=d=1 -map 0:v -map 1:a -map 1:a -map 1:a -map 1:a -map 1:a"
                + " -map 1:a -map 1:a -map 1:a -c:v libopenh264 -c:a aac -f mp4, TOO_MANY_STREAMS",
        "-f lavfi -i testsrc2=s=64x64:r=5:d=1 -f apng, ANIMATED_PICTURE",
        "-f lavfi -i testsrc2=s=64x64:r=5:d=1 -c:v libwebp_anim -f webp, ANIMATED_PICTURE",
        "-f lavfi -i testsrc2=s=64x64:r=5:d=1 -f gif, UNKNOWN_FORMAT"
    })
    void refusesWhatPlayersCannotShow(String words, Reason reason) throws Exception {
        assertThat(reasonFor(Films.make(folder.resolve("file"), words))).isEqualTo(reason);
    }

    @Test
    void refusesAFilmWithoutFrames() throws Exception {
        Path film = Films.make(
                folder.resolve("file"),
                "-f lavfi -i testsrc2=s=320x180:r=5:d=1 -c:v libopenh264 -frames:v 0 -f mp4 -movflags +empty_moov");

        assertThat(reasonFor(film)).isNotNull();
    }

    @Test
    void theReasonNamesNoPathOfThisMachine() throws Exception {
        Path cut = Films.cut(Films.mp4(folder.resolve("film.mp4")), folder.resolve("cut"), 0.6);

        MediaRefusal refusal = catchThrowableOfType(MediaRefusal.class, () -> inspection.inspect(cut));

        assertThat(refusal.detail()).doesNotContain(folder.toString());
    }

    private boolean isRefused(Path file) throws IOException, InterruptedException {
        try {
            inspection.inspect(file);
            return false;
        } catch (MediaRefusal e) {
            return true;
        }
    }

    private Reason reasonFor(Path file) {
        MediaRefusal refusal = catchThrowableOfType(MediaRefusal.class, () -> inspection.inspect(file));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.reason();
    }

    /** A connection that was tried is waiting in the queue of the socket by now: nothing has to be waited for. */
    private static void assertThatNobodyCame(ServerSocket canary) throws IOException {
        canary.setSoTimeout(1);
        assertThat(catchThrowableOfType(SocketTimeoutException.class, canary::accept))
                .isNotNull();
    }

    private static byte[] pngThatDeclares(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 24 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {1, 0, 0, 0, 0});
        putChunk(png, "IHDR", header.array());
        putChunk(png, "IDAT", new byte[12]);
        putChunk(png, "IEND", new byte[0]);
        return png.array();
    }

    private static void putChunk(ByteBuffer png, String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        png.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        png.putInt((int) crc.getValue());
    }
}
