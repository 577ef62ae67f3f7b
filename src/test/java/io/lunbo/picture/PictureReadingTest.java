package io.lunbo.picture;

import io.lunbo.testsupport.APhoto;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What comes in is a photo or nothing, and of what is written beside it nothing goes out again. */
class PictureReadingTest {
    private static final LocalDateTime AT = LocalDateTime.of(2023, 4, 21, 9, 30, 15);

    @Test
    void notesOfTheCameraAreReadApartAndGoneFromThePicture() throws IOException {
        byte[] photo = APhoto.noted(APhoto.jpeg(640, 480), 1, AT, "+08:00", 29.4051234, -105.5912345);
        PictureReading.Taken taken = PictureReading.read(photo);
        assertThat(taken.exif().takenAt()).isEqualTo(AT);
        assertThat(taken.exif().offset()).isEqualTo(ZoneOffset.ofHours(8));
        assertThat(taken.exif().latitude()).isCloseTo(29.4051234, within(0.000001));
        assertThat(taken.exif().longitude()).isCloseTo(-105.5912345, within(0.000001));

        byte[] kept = PictureWriting.jpeg(taken.pixels());
        String text = new String(kept, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("Exif").doesNotContain("SecretCamera").doesNotContain("2023:04:21");
        assertThat(PictureReading.read(kept).exif()).isEqualTo(ExifFacts.NONE);
    }

    @Test
    void everyOrientationStandsUpright() throws IOException {
        // red on the left of the upright picture, blue on its right: what each way of holding the camera writes
        for (int orientation = 1; orientation <= 8; orientation++) {
            boolean across = orientation >= 5;
            BufferedImage image = new BufferedImage(across ? 200 : 400, across ? 400 : 200, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            canvas.setColor(Color.BLUE);
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.setColor(Color.RED);
            boolean far = orientation == 2 || orientation == 3;
            boolean low = across ? orientation == 6 || orientation == 7 : far;
            if (across) {
                canvas.fillRect(0, low ? 200 : 0, 200, 200);
            } else {
                canvas.fillRect(low ? 200 : 0, 0, 200, 200);
            }
            byte[] photo = APhoto.noted(APhoto.file(image, "jpg"), orientation, AT, "+08:00", 1, 1);
            Pixels upright = PictureReading.read(photo).pixels();
            assertThat(upright.width()).as("width of %d", orientation).isEqualTo(400);
            assertThat(upright.height()).isEqualTo(200);
            assertThat(upright.at(50, 100) >> 16).as("red of %d", orientation).isGreaterThan(200);
            assertThat(upright.at(350, 100) & 255).as("blue of %d", orientation).isGreaterThan(200);
        }
    }

    @Test
    void brokenNotesNeverRefuseAPhoto() throws IOException {
        byte[] photo = APhoto.noted(APhoto.jpeg(320, 240), 6, AT, "+08:00", 29, 105);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] broken = photo.clone();
            for (int j = 0; j < 8; j++) {
                broken[12 + random.nextInt(400)] = (byte) random.nextInt(256);
            }
            assertThat(ExifReading.of(broken)).isNotNull();
        }
        assertThat(PictureReading.read(APhoto.noted(APhoto.jpeg(320, 240), 6, AT, "nonsen", 29, 105))
                        .exif()
                        .offset())
                .isNull();
    }

    @Test
    void whatUnfoldsIntoGigabytesIsRefusedBeforeItDoes() throws IOException {
        assertThatThrownBy(() -> PictureReading.read(png(60_000, 60_000, false)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.PHOTO_SIZE_WRONG));
        byte[] jpeg = APhoto.jpeg(640, 480);
        for (int at = 2; at < jpeg.length - 9; at++) {
            if ((jpeg[at] & 255) == 0xff && (jpeg[at + 1] & 255) == 0xc0) {
                jpeg[at + 5] = (byte) 0xea;
                jpeg[at + 7] = (byte) 0xea;
                break;
            }
        }
        refused(jpeg, ProblemType.PHOTO_SIZE_WRONG);
        refused(APhoto.jpeg(100, 400), ProblemType.PHOTO_SIZE_WRONG);
        refused(new byte[PictureReading.MAX_BYTES + 1], ProblemType.BODY_TOO_LARGE);
    }

    @Test
    void whatIsNoPhotoIsRefused() throws IOException {
        refused(
                text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
                ProblemType.NOT_A_PHOTO);
        refused(text("<!DOCTYPE html><html><body>hello</body></html>"), ProblemType.NOT_A_PHOTO);
        refused(APhoto.file(APhoto.street(320, 240), "gif"), ProblemType.NOT_A_PHOTO);
        refused(APhoto.file(APhoto.street(320, 240), "bmp"), ProblemType.NOT_A_PHOTO);
        refused(png(320, 240, true), ProblemType.NOT_A_PHOTO);
        refused(new byte[0], ProblemType.NOT_A_PHOTO);
        refused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, ProblemType.NOT_A_PHOTO);
        byte[] jpeg = APhoto.jpeg(640, 480);
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) { // whatever the decoder makes of it, it is a photo or a refusal
            byte[] broken = jpeg.clone();
            for (int j = 0; j < 20; j++) {
                broken[3 + random.nextInt(broken.length - 3)] = (byte) random.nextInt(256);
            }
            try {
                PictureReading.read(broken);
            } catch (Problem refusal) {
                assertThat(refusal.type().status()).isBetween(400, 499);
            }
        }
    }

    @Test
    void aPhotoThatIsAlsoSomethingElseIsOnlyAPhotoAfterwards() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(APhoto.jpeg(640, 480));
        both.writeBytes(text("PK\u0003\u0004<script>alert('polyglot')</script>"));
        byte[] kept =
                PictureWriting.jpeg(PictureReading.read(both.toByteArray()).pixels());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain("polyglot")
                .doesNotContain("PK\u0003");
    }

    @Test
    void largePhotosBecomeSmallerAndTransparentOnesLieOnWhite() throws IOException {
        Pixels large = PictureReading.read(APhoto.jpeg(6000, 4500)).pixels();
        assertThat(large.width()).isLessThanOrEqualTo(PictureReading.LONGEST).isGreaterThan(2000);
        BufferedImage glass = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        assertThat(PictureReading.read(APhoto.file(glass, "png")).pixels().at(100, 100))
                .isEqualTo(0xffffff);
    }

    private static void refused(byte[] file, ProblemType type) {
        assertThatThrownBy(() -> PictureReading.read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A PNG that says its size, with no pixels behind it. */
    private static byte[] png(int width, int height, boolean moving) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a});
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(out, "IHDR", head);
        if (moving) {
            chunk(out, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
        }
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(type);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
