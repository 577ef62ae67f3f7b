package io.lunbo.film;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.film.FilmTools.Limits;
import io.lunbo.film.FilmTools.Outcome;
import io.lunbo.film.FilmTools.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What players get, whatever came in. */
class DeliveryMakingTest {
    private static final String LINEAGE = "a".repeat(64);
    private static final String SOURCE = "-f lavfi -i testsrc2=s=";
    private static final String H264 = " -c:v libopenh264 -pix_fmt yuv420p";

    @TempDir
    Path folder;

    private final FilmTools tools = Films.tools();
    private final MediaInspection inspection = new MediaInspection(tools);
    private final DeliveryMaking making = new DeliveryMaking(tools, Duration.ofMinutes(2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "320x180:r=25:d=3 -f lavfi -i sine=d=3" + H264 + " -c:a aac -f mp4",
                "321x181:r=30:d=2 -f lavfi -i sine=f=900:d=2 -c:v libvpx -deadline realtime -c:a libopus -f webm",
                "640x360:r=30000/1001:d=2 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -f webm",
                "176x144:r=12:d=2 -f lavfi -i sine=d=2" + H264 + " -c:a libmp3lame -f matroska",
                "200x1000:r=50:d=2" + H264 + " -f mp4",
                "1000x100:r=60:d=1" + H264 + " -f matroska",
                "318x240:r=25:d=2" + H264 + " -vf setsar=4/3 -f mp4",
                "320x240:r=5:d=4" + H264 + " -f mp4"
            })
    void everyFilmBecomesTheSameKindOfFile(String words) throws Exception {
        Path original = Films.make(folder.resolve("original"), SOURCE + words);
        MediaFacts facts = inspection.inspect(original);
        DeliveryShape shape = DeliveryShape.fitting(facts.widthPx(), facts.heightPx(), 288, 160);

        Path file = made(original, facts, shape, "delivery");

        JsonNode film = probe(file, "-show_streams", "-show_format");
        JsonNode video = film.get("streams").get(0);
        assertThat(video.get("codec_name").textValue()).isEqualTo("h264");
        assertThat(video.get("profile").textValue()).isEqualTo("High");
        assertThat(video.get("pix_fmt").textValue()).isEqualTo("yuv420p");
        assertThat(video.get("width").intValue()).isEven().isLessThanOrEqualTo(288);
        assertThat(video.get("height").intValue()).isEven().isLessThanOrEqualTo(160);
        double ratio = video.get("width").doubleValue() / video.get("height").intValue();
        assertThat(ratio).isCloseTo((double) facts.widthPx() / facts.heightPx(), within(ratio * 0.08));
        assertThat(video.get("avg_frame_rate")).isEqualTo(video.get("r_frame_rate"));
        assertThat(film.get("streams")).hasSize(facts.audioCodec().isPresent() ? 2 : 1);
        if (facts.audioCodec().isPresent()) {
            assertThat(film.get("streams").get(1).get("codec_name").textValue()).isEqualTo("aac");
        }
        assertThat(film.at("/format/tags/comment").textValue()).contains(LINEAGE);
        assertThat(longestGroupSeconds(file)).isLessThanOrEqualTo(2.01);
        assertThat(frameLengths(file)).hasSize(1);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).as("fast start").isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void sameOriginalMakesTheSameBytes() throws Exception {
        Path original = Films.mp4(folder.resolve("film"));
        MediaFacts facts = inspection.inspect(original);
        DeliveryShape shape = DeliveryShape.filling(facts.widthPx(), facts.heightPx(), 160, 160);

        assertThat(made(original, facts, shape, "one")).hasSameBinaryContentAs(made(original, facts, shape, "two"));
    }

    @Test
    void filmThatIsLouderThanFullScaleIsLoweredBeforeItIsNormalised() {
        assertThat(new Loudness(9.92, 12.5, 3, -0.4, 0.1).normalisation())
                .contains(",volume=-10dB,loudnorm=")
                .contains("measured_I=-0.08:measured_TP=2.50:measured_LRA=3.00:measured_thresh=-10.40");
        assertThat(new Loudness(-14, -1, 3, -24, 0.1).normalisation())
                .contains(",loudnorm=")
                .doesNotContain("volume")
                .contains("measured_I=-14.00:");
    }

    @Test
    void loudAndQuietFilmsBecomeEquallyLoudAndSilenceStaysSilent() throws Exception {
        String film = "320x180:r=10:d=6 -f lavfi -i anoisesrc=d=6:c=pink:a=";
        List<Double> loudness = new ArrayList<>();
        for (String amplitude : List.of("0.9", "0.01", "0")) {
            Path original = Films.make(
                    folder.resolve("loud" + amplitude),
                    SOURCE + film + amplitude + H264 + " -c:a aac -shortest -f mp4");
            MediaFacts facts = inspection.inspect(original);
            Path file = made(original, facts, DeliveryShape.fitting(320, 180, 320, 180), "made" + amplitude);
            making.loudness(file, inspection.inspect(file))
                    .map(Loudness::integrated)
                    .ifPresent(loudness::add);
        }

        assertThat(loudness).hasSize(2).allSatisfy(lufs -> assertThat(lufs).isCloseTo(-23, within(1.0)));
    }

    @Test
    void partThatFillsTheScreenIsTheMiddle() throws Exception {
        Path original = Films.make(
                folder.resolve("bars"),
                "-f lavfi -i color=c=red:s=480x160:r=10:d=1,drawbox=x=160:w=160:h=160:color=blue:t=fill" + H264
                        + " -f mp4");
        MediaFacts facts = inspection.inspect(original);
        DeliveryShape shape = DeliveryShape.filling(480, 160, 320, 320);

        Path file = made(original, facts, shape, "square");

        assertThat(shape.cuts()).isTrue();
        assertThat(List.of(shape.widthPx(), shape.heightPx())).containsExactly(160, 160);
        Path pixel = Films.make(
                folder.resolve("pixel"),
                "-i file:" + file + " -frames:v 1 -vf scale=1:1:flags=area,format=rgb24 -f rawvideo");
        byte[] rgb = Files.readAllBytes(pixel);
        assertThat(rgb[0] & 255).as("red").isLessThan(40);
        assertThat(rgb[2] & 255).as("blue").isGreaterThan(200);
    }

    @Test
    void pictureIsMadeAnewAndLosesWhatWasHiddenInIt() throws Exception {
        byte[] jpeg = Files.readAllBytes(Films.picture(folder.resolve("picture"), "mjpeg", "900x500"));
        String hidden = "<script>alert(1)</script>PK\u0003\u0004";
        Path original = Files.write(
                folder.resolve("polyglot"),
                (new String(jpeg, 0, 2, StandardCharsets.ISO_8859_1)
                                + "\u00ff\u00fe\0" + (char) (hidden.length() + 2) + hidden
                                + new String(jpeg, 2, jpeg.length - 2, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));
        MediaFacts facts = inspection.inspect(original);

        Path file = made(original, facts, DeliveryShape.fitting(900, 500, 450, 450), "made");

        MediaFacts made = inspection.inspect(file);
        assertThat(made.mimeType()).isEqualTo("image/jpeg");
        assertThat(List.of(made.widthPx(), made.heightPx())).containsExactly(450, 250);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(LINEAGE).doesNotContain("<script>");
    }

    @Test
    void shapesAreAlikeExactlyWhereOneFileWillDo() {
        assertThat(DeliveryShape.fitting(1280, 720, 1920, 1080))
                .isEqualTo(DeliveryShape.fitting(1280, 720, 1280, 720))
                .isEqualTo(DeliveryShape.filling(1280, 720, 3840, 2160));
        assertThat(DeliveryShape.fitting(3840, 2160, 960, 576).name()).isEqualTo("960x540");
        assertThat(DeliveryShape.filling(3840, 2160, 960, 576).name())
                .isEqualTo("960x576-of-93750x100000")
                .isNotEqualTo(DeliveryShape.fitting(3840, 2160, 960, 576).name());
        assertThat(DeliveryShape.fitting(4096, 4096, 17, 33).name()).isEqualTo("16x16");
    }

    private Path made(Path original, MediaFacts facts, DeliveryShape shape, String name) throws Exception {
        Path file = folder.resolve(name);
        List<Integer> progress = new ArrayList<>();
        making.make(original, facts, shape, LINEAGE, file, progress::add);
        assertThat(progress).isSorted().allMatch(percent -> percent >= 0 && percent < 100);
        return file;
    }

    private double longestGroupSeconds(Path file) throws Exception {
        List<Double> keys = new ArrayList<>();
        double end = 0;
        for (JsonNode packet :
                probe(file, "-select_streams", "v", "-show_packets").get("packets")) {
            end = packet.get("pts_time").asDouble()
                    + packet.get("duration_time").asDouble();
            if (packet.get("flags").textValue().startsWith("K")) {
                keys.add(packet.get("pts_time").asDouble());
            }
        }
        keys.add(end);
        double longest = 0;
        for (int i = 1; i < keys.size(); i++) {
            longest = Math.max(longest, keys.get(i) - keys.get(i - 1));
        }
        return longest;
    }

    private List<Integer> frameLengths(Path file) throws Exception {
        return StreamSupport.stream(
                        probe(file, "-select_streams", "v", "-show_packets")
                                .get("packets")
                                .spliterator(),
                        false)
                .map(packet -> packet.get("duration").intValue())
                .distinct()
                .toList();
    }

    private JsonNode probe(Path file, String... what) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-of", "json"));
        arguments.addAll(List.of(what));
        arguments.add("file:" + file);
        Outcome outcome =
                tools.run(Tool.FFPROBE, folder, new Limits(Duration.ofSeconds(20), 2L << 30, 8 << 20), arguments);
        return new ObjectMapper().readTree(outcome.output());
    }
}
