package io.lunbo.picture;

import io.lunbo.testsupport.APhoto;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What looks like a face is found, and what is found or marked cannot be read any more. */
class PrivacySearchTest {
    private final PrivacySearch search = new PrivacySearch();

    @Test
    void whatLooksLikeAFaceIsFoundWhereItIs() {
        BufferedImage street = APhoto.withFace(APhoto.street(1280, 960), 500, 420, 260);
        List<Region> faces = search.in(Pixels.of(street)).faces();
        assertThat(faces).isNotEmpty();
        assertThat(faces).anySatisfy(face -> {
            assertThat(face.x() * 1280).isBetween(300.0, 500.0);
            assertThat((face.x() + face.width()) * 1280).isBetween(550.0, 760.0);
            assertThat(face.y() * 960).isBetween(180.0, 400.0);
        });
        assertThat(search.in(Pixels.of(street).blur(faces)).faces()).isEmpty();
    }

    @Test
    void whatLooksLikeANumberPlateIsFound() {
        BufferedImage street = APhoto.withPlate(APhoto.street(1280, 960), 500, 540, 180);
        assertThat(search.in(Pixels.of(street)).plates()).anySatisfy(plate -> {
            assertThat(plate.x() * 1280).isBetween(400.0, 540.0);
            assertThat(plate.y() * 960).isBetween(490.0, 560.0);
        });
    }

    @Test
    void anEmptyStreetHasNobody() {
        assertThat(search.in(Pixels.of(APhoto.street(1280, 960))).all()).isEmpty();
    }

    @Test
    void ofAMarkedPartOnlyAFewMeansAreLeft() {
        Pixels photo = Pixels.of(APhoto.withFace(APhoto.street(800, 600), 400, 300, 200));
        Pixels blurred = photo.blur(List.of(new Region(0.25, 0.25, 0.5, 0.5)));
        Set<Integer> left = new HashSet<>();
        for (int y = 150; y < 450; y++) {
            for (int x = 200; x < 600; x++) {
                left.add(blurred.at(x, y));
            }
        }
        assertThat(left.size()).isLessThanOrEqualTo(9);
        assertThat(blurred.at(199, 300)).isEqualTo(photo.at(199, 300));
        assertThat(blurred.at(600, 300)).isEqualTo(photo.at(600, 300));
        assertThat(photo.blur(List.of(new Region(-1, -1, 5, 5))).at(799, 599)).isNotNegative();
    }

    @Test
    void markedPartsAreReadAsTheyAreSentAndNothingElseIs() {
        assertThat(Region.read("0.1,0.2,0.3,0.4;0,0,1,1"))
                .containsExactly(new Region(0.1, 0.2, 0.3, 0.4), new Region(0, 0, 1, 1));
        assertThat(Region.read("  ")).isEmpty();
        for (String wrong :
                List.of("1,2", "0,0,0,0", "a,b,c,d", "0,0,NaN,1", "0,0,1e9,1", "-1,0,1,1", "0,0,1,1;;0,0,1,1")) {
            assertThatThrownBy(() -> Region.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Region.read("0,0,1,1;".repeat(500))).isInstanceOf(IllegalArgumentException.class);
    }
}
