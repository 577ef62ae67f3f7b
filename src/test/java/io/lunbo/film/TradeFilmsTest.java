package io.lunbo.film;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Tool;
import io.lunbo.film.MediaRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What cameras, editing rooms and old screens deliver: taken, measured, and made into what a browser and a player show. */
class TradeFilmsTest {
    private static final String PICTURES = "-f lavfi -i testsrc2=s=";
    private static final String TONE = " -f lavfi -i sine=d=2 -shortest";

    private static final double MOST_OFF = 40;

    @TempDir
    Path folder;

    private final FilmTools tools = Films.tools();
    private final MediaInspection inspection = new MediaInspection(tools);
    private final DeliveryMaking making = new DeliveryMaking(tools, Duration.ofMinutes(2));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "320x240:r=25:d=2 | -c:v mpeg4 -vtag XVID -c:a libmp3lame -f avi | video/x-msvideo | mpeg4 | mp3",
                "320x240:r=25:d=2 | -c:v msmpeg4 -c:a mp2 -f avi | video/x-msvideo | msmpeg4v3 | mp2",
                "352x288:r=25:d=2 | -c:v mjpeg -pix_fmt yuvj422p -c:a pcm_s16le -f avi | video/x-msvideo | mjpeg | pcm_s16le",
                "320x240:r=25:d=2 | -c:v rawvideo -pix_fmt bgr24 -c:a adpcm_ima_wav -f avi | video/x-msvideo | rawvideo | adpcm_ima_wav",
                "352x288:r=25:d=2 | -c:v mpeg1video -b:v 1M -c:a mp2 -ar 44100 -f vcd | video/mpeg | mpeg1video | mp2",
                "720x576:r=25:d=2 | -c:v mpeg2video -b:v 4M -c:a ac3 -f vob | video/mpeg | mpeg2video | ac3",
                "720x576:r=25:d=2 | -c:v mpeg2video -b:v 4M -flags +ildct+ilme -c:a mp2 -f mpegts | video/mp2t | mpeg2video | mp2",
                "320x180:r=25:d=2 | -c:v libopenh264 -pix_fmt yuv420p -c:a aac -f mpegts | video/mp2t | h264 | aac",
                "320x180:r=25:d=2 | -c:v libopenh264 -pix_fmt yuv420p -c:a aac -mpegts_m2ts_mode 1 -f mpegts | video/mp2t | h264 | aac",
                "320x180:r=25:d=2 | -c:v prores_ks -profile:v hq -pix_fmt yuv422p10le -c:a pcm_s24le -f mov | video/quicktime | prores | pcm_s24le",
                "320x180:r=25:d=2 | -c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le -c:a pcm_s16be -f mov | video/quicktime | prores | pcm_s16be",
                "1280x720:r=25:d=1 | -c:v dnxhd -b:v 60M -pix_fmt yuv422p -c:a alac -f mov | video/quicktime | dnxhd | alac",
                "720x576:r=25:d=1 | -c:v dvvideo -pix_fmt yuv420p -c:a pcm_s16le -ar 48000 -ac 2 -f avi | video/x-msvideo | dvvideo | pcm_s16le",
                "320x180:r=25:d=2 | -c:v wmv2 -c:a wmav2 -f asf | video/x-ms-wmv | wmv2 | wmav2",
                "320x180:r=25:d=2 | -c:v mpeg4 -c:a flac -f matroska | video/x-matroska | mpeg4 | flac",
                "321x181:r=25:d=2 | -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv444p -c:a libopus -f webm | video/webm | vp9 | opus"
            })
    void filmThatNoBrowserPlaysBecomesOneThatEveryBrowserPlays(
            String pictures, String coding, String type, String video, String audio) throws Exception {
        Path original = Films.make(folder.resolve("original"), PICTURES + pictures + TONE + " " + coding);

        MediaFacts facts = inspection.inspect(original);

        assertThat(facts.mimeType()).isEqualTo(type);
        assertThat(facts.videoCodec()).isEqualTo(video);
        assertThat(facts.audioCodec()).contains(audio);
        assertThat(facts.direct()).isEqualTo(type.equals("video/webm") && !coding.contains("yuv444p"));
        assertThat(facts.durationMs()).isBetween(900L, 2400L);
        assertThatItBecomesAFilmForBrowsers(original, facts);
        inspection.writePoster(original, facts, folder.resolve("poster"));
        assertThat(Files.size(folder.resolve("poster"))).isPositive();
    }

    @Test
    void tenBitFilmOfAPhoneIsTakenAndCopied() throws Exception {
        Path original = resource("/films/hevc-10-bit.mp4");

        MediaFacts facts = inspection.inspect(original);

        assertThat(facts.videoCodec()).isEqualTo("hevc");
        assertThat(facts.direct()).isFalse();
        assertThatItBecomesAFilmForBrowsers(original, facts);
    }

    /** As phones film: shown as it is, it would be grey. */
    @ParameterizedTest
    @ValueSource(strings = {"smpte2084", "arib-std-b67"})
    void filmForBrighterScreensHasTheColoursOfOneForUsualScreens(String curve) throws Exception {
        String coding = " -c:v prores_ks -profile:v hq -f mov";
        Path usual = Films.make(
                folder.resolve("usual"),
                PICTURES + "640x360:r=25:d=2 -vf format=gbrp,scale=out_color_matrix=bt709:out_range=tv,"
                        + "format=yuv422p10le,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
                        + coding);
        Path bright = Films.make(
                folder.resolve("bright"),
                "-i file:" + usual + " -vf zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=2020:t=" + curve
                        + ":m=2020_ncl:r=tv:npl=203,format=yuv422p10le -color_primaries bt2020 -color_trc " + curve
                        + " -colorspace bt2020nc" + coding);

        inspection.writePoster(usual, made(usual), folder.resolve("poster"));
        int[] film = colours(folder.resolve("made"));
        int[] poster = colours(folder.resolve("poster"));

        inspection.writePoster(bright, made(bright), folder.resolve("poster"));
        assertThat(difference(colours(folder.resolve("made")), film)).isLessThan(MOST_OFF);
        assertThat(difference(colours(folder.resolve("poster")), poster)).isLessThan(MOST_OFF);
        Films.make(folder.resolve("grey"), "-i file:" + bright + " -vf format=yuv420p -c:v mpeg4 -f mov");
        assertThat(difference(colours(folder.resolve("grey")), film)).isGreaterThan(MOST_OFF + 10);
    }

    @Test
    void pictureForBrighterScreensHasTheColoursOfOneForUsualScreens() throws Exception {
        Path usual = Films.make(folder.resolve("usual"), PICTURES + "640x360 -frames:v 1 -c:v png -f image2pipe");
        Path bright = Films.make(
                folder.resolve("bright"),
                PICTURES + "640x360 -frames:v 1 -vf format=gbrp,scale=out_color_matrix=bt709:out_range=tv,"
                        + "format=yuv444p10le,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,"
                        + "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=2020:t=smpte2084:m=gbr:r=pc:npl=203,"
                        + "format=gbrp16,format=rgb48be -c:v png -f image2pipe");
        assertThat(difference(colours(bright), colours(usual))).isGreaterThan(MOST_OFF + 10);

        inspection.writePoster(bright, made(bright), folder.resolve("poster"));

        assertThat(difference(colours(folder.resolve("made")), colours(usual))).isLessThan(MOST_OFF);
        assertThat(difference(colours(folder.resolve("poster")), colours(usual)))
                .isLessThan(MOST_OFF);
    }

    /** Their numbers are the same; by which matrix they are read is what makes a green of them. */
    @ParameterizedTest
    @CsvSource({"720x576,bt601,smpte170m,", "1280x720,bt709,bt709,", "720x576,bt709,bt709,:colorspace=bt709"})
    void filmHasItsColoursWhetherItSaysByWhichMatrixTheyAreWrittenOrNot(
            String size, String written, String matrix, String said) throws Exception {
        Path film = Films.make(
                folder.resolve("film"),
                "-f lavfi -i color=c=0x00ff00:s=" + size + ":r=25:d=2 -vf format=gbrp,scale=out_color_matrix=" + written
                        + ":out_range=tv,format=yuv422p,setparams=range=tv:colorspace=unknown"
                        + (said == null ? "" : ",setparams=range=tv" + said)
                        + " -c:v prores_ks -f mov");
        MediaFacts facts = made(film);
        inspection.writePoster(film, facts, folder.resolve("poster"));

        int[] green = IntStream.range(0, 3 * 144).map(i -> i % 3 == 1 ? 255 : 0).toArray();
        assertThat(difference(colours(folder.resolve("poster")), green)).isLessThan(3);
        assertThat(tools.run(
                                Tool.FFPROBE,
                                folder,
                                new Limits(Duration.ofSeconds(20), 1L << 30, 1 << 20),
                                List.of("-v", "error", "-show_streams", "file:" + folder.resolve("made")))
                        .output())
                .contains("color_space=" + matrix);
    }

    /** Phones film profile 8.4, whose base is HLG (4); films from streams have profile 5, which only Dolby's decoders show. */
    @ParameterizedTest
    @CsvSource({"5, 0, true", "8, 4, false", "8, 1, false", "7, 6, false"})
    void dolbyVisionIsTakenWhereOthersCanShowIt(int profile, int base, boolean refused) throws Exception {
        JsonNode claims = new ObjectMapper()
                .readTree(("{'streams':[{'codec_type':'video','codec_name':'hevc','width':64,'height':64,"
                                + "'side_data_list':[{'side_data_type':'DOVI configuration record','dv_profile':"
                                + profile
                                + ",'dv_bl_signal_compatibility_id':" + base + "}]}]}")
                        .replace('\'', '"'));

        MediaRefusal refusal =
                catchThrowableOfType(MediaRefusal.class, () -> new DeclaredMedia(FileFormat.MP4, claims).checkLimits());

        assertThat(refusal == null ? null : refusal.reason()).isEqualTo(refused ? Reason.UNSUPPORTED_CODEC : null);
    }

    /** The mean colours of 144 fields of the first picture. */
    private int[] colours(Path file) throws IOException {
        Path fields = Films.make(
                folder.resolve("fields"),
                "-i file:" + file + " -frames:v 1 -vf scale=16:9:flags=area,format=rgb24 -f rawvideo");
        byte[] bytes = Files.readAllBytes(fields);
        return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
    }

    /** How far two pictures are from another, on average over fields and colours, of 255. */
    private static double difference(int[] one, int[] other) {
        assertThat(one).hasSameSizeAs(other);
        return IntStream.range(0, one.length)
                .map(i -> Math.abs(one[i] - other[i]))
                .average()
                .orElseThrow();
    }

    @Test
    void silentFilmAndSurroundSoundAndAnUprightFilmComeOutAsTheyAre() throws Exception {
        Path silent = Films.make(folder.resolve("silent"), PICTURES + "318x238:r=24:d=2 -c:v mpeg4 -f avi");
        Path surround = Films.make(
                folder.resolve("surround"),
                PICTURES + "320x180:r=25:d=2 -f lavfi -i sine=d=2 -ac 6 -c:v mpeg2video -c:a ac3 -f mpegts");
        Path lying = Films.make(folder.resolve("lying"), PICTURES + "320x180:r=25:d=2 -c:v mpeg4 -f mov");
        Path upright =
                Films.make(folder.resolve("upright"), "-display_rotation 90 -i file:" + lying + " -c copy -f mov");

        assertThat(made(silent).audioCodec()).isEmpty();
        MediaFacts both = made(surround);
        assertThat(both.audioCodec()).contains("aac");
        assertThat(making.loudness(folder.resolve("made"), both).orElseThrow().integrated())
                .isBetween(-24.0, -22.0);
        MediaFacts turned = made(upright);
        assertThat(turned.widthPx()).isLessThan(turned.heightPx());
    }

    @Test
    void pictureRateThatVariesBecomesConstant() throws Exception {
        Path original = Films.make(
                folder.resolve("original"),
                PICTURES + "320x180:r=30:d=3,select='lt(mod(n\\,10)\\,3)' -fps_mode vfr -c:v mpeg4 -f mov");

        MediaFacts facts = inspection.inspect(original);

        assertThat(facts.frameRate()).isBetween(8.0, 12.0);
        assertThatItBecomesAFilmForBrowsers(original, facts);
    }

    /** As on a Video CD: each pack within a sector of 2352 bytes, behind a header of RIFF. */
    @Test
    void fileOfAVideoDiscIsRead() throws Exception {
        String packs = Files.readString(
                Films.make(
                        folder.resolve("packs"),
                        PICTURES + "352x288:r=25:d=2" + TONE + " -c:v mpeg1video -b:v 1M -c:a mp2 -ar 44100 -f vcd"),
                StandardCharsets.ISO_8859_1);
        StringBuilder disc = new StringBuilder("RIFF\0\0\0\0CDXAfmt ").append("\0".repeat(28));
        for (String pack : packs.split("(?=\0\0\1\u00ba)")) {
            disc.append('\0').append("\u00ff".repeat(10)).append("\0".repeat(13));
            disc.append(pack).append("\0".repeat(2328 - pack.length()));
        }
        Path original = Files.writeString(folder.resolve("AVSEQ01.DAT"), disc, StandardCharsets.ISO_8859_1);

        MediaFacts facts = inspection.inspect(original);

        assertThat(facts.mimeType()).isEqualTo("video/mpeg");
        assertThat(facts.durationMs()).isBetween(1800L, 2300L);
        assertThatItBecomesAFilmForBrowsers(original, facts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c:v mpeg4 -f avi", "-c:v prores -f mov", "-c:v wmv2 -f asf"})
    void filmOfTheTradeThatIsCutOffIsRefused(String coding) throws Exception {
        Path whole = Films.make(folder.resolve("whole"), PICTURES + "320x180:r=25:d=3 " + coding);
        Path cut = Films.cut(whole, folder.resolve("cut"), 0.6);

        assertThat(catchThrowableOfType(MediaRefusal.class, () -> inspection.inspect(cut)))
                .isNotNull();
    }

    /** The trick that made players read play lists out of the subtitles of an AVI. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n%s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%s'\n"
            })
    void playlistInTheSubtitlesOfAnAviOpensNothing(String text) throws Exception {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String playlist = text.formatted("http://127.0.0.1:" + canary.getLocalPort() + "/canary");
            Path avi = Files.write(folder.resolve("film.avi"), aviWithSubtitles(playlist));

            try {
                assertThat(inspection.inspect(avi).videoCodec()).isEqualTo("mjpeg");
            } catch (MediaRefusal refusal) {
                assertThat(refusal.reason()).isNotNull();
            }

            canary.setSoTimeout(1);
            assertThat(catchThrowableOfType(SocketTimeoutException.class, canary::accept))
                    .isNotNull();
        }
    }

    private void assertThatItBecomesAFilmForBrowsers(Path original, MediaFacts facts) throws Exception {
        MediaFacts made = made(original);
        assertThat(made.mimeType()).isEqualTo("video/mp4");
        assertThat(made.videoCodec()).isEqualTo("h264");
        assertThat(made.direct()).isTrue();
        assertThat(made.audioCodec().isPresent()).isEqualTo(facts.audioCodec().isPresent());
        assertThat(made.durationMs()).isGreaterThan(facts.durationMs() - 400);
    }

    private MediaFacts made(Path original) throws Exception {
        MediaFacts facts = inspection.inspect(original);
        DeliveryShape shape = DeliveryShape.fitting(facts.widthPx(), facts.heightPx(), 1920, 1920);
        return making.make(original, facts, shape, "a".repeat(64), folder.resolve("made"), percent -> {});
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = TradeFilmsTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve("resource"), in.readAllBytes());
        }
    }

    private byte[] aviWithSubtitles(String playlist) throws IOException {
        byte[] picture = Files.readAllBytes(Films.picture(folder.resolve("frame"), "mjpeg", "320x180"));
        byte[] said = playlist.getBytes(StandardCharsets.UTF_8);
        ByteBuffer subtitles = little(17 + said.length);
        subtitles
                .put("GAB2\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 2)
                .putInt(0);
        subtitles.putShort((short) 4).putInt(said.length).put(said);
        byte[] header = list(
                "hdrl",
                chunk("avih", little(56).putInt(200_000).putInt(16, 5).putInt(24, 2)),
                list("strl", stream("vids", "MJPG"), chunk("strf", bitmap())),
                list("strl", stream("txts", "\0\0\0\0"), chunk("strf", little(0))));
        byte[] frame = chunk("00dc", ByteBuffer.wrap(picture));
        byte[] movie = list("movi", frame, chunk("01tx", subtitles), frame, frame, frame, frame);
        byte[] whole = list("AVI ", header, movie);
        System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, whole, 0, 4);
        return whole;
    }

    private static byte[] stream(String type, String handler) {
        ByteBuffer words = little(56);
        words.put(type.getBytes(StandardCharsets.US_ASCII)).put(handler.getBytes(StandardCharsets.US_ASCII));
        words.putInt(20, 1).putInt(24, 5).putInt(32, 5);
        return chunk("strh", words);
    }

    private static ByteBuffer bitmap() {
        ByteBuffer words = little(40)
                .putInt(40)
                .putInt(320)
                .putInt(180)
                .putShort((short) 1)
                .putShort((short) 24);
        return words.put("MJPG".getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] chunk(String name, ByteBuffer content) {
        byte[] bytes = content.array();
        ByteBuffer chunk = little(8 + bytes.length + bytes.length % 2);
        return chunk.put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] list(String type, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return chunk("LIST", ByteBuffer.wrap(content.toByteArray()));
    }
}
