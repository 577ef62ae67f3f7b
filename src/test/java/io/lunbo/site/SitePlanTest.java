package io.lunbo.site;

import io.lunbo.site.SitePlan.Dot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SitePlanTest {
    private static final double EARTH_METRES = 6_371_000;

    @Test
    void distancesOnThePlanAreThoseOnTheGround_andTheBarIsWhatItSays() {
        Random random = new Random(7);
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sites.add(site("点" + i, 29.2 + random.nextDouble() / 2, 105.2 + random.nextDouble() / 2));
        }
        SitePlan plan = SitePlan.of(sites);
        double unitsPerMetre = plan.barLength() / plan.barMetres();
        assertThat(plan.dots()).hasSize(40);
        for (Dot one : plan.dots()) {
            for (Dot other : plan.dots()) {
                double drawn = Math.hypot(one.x() - other.x(), one.y() - other.y());
                assertThat(drawn).isCloseTo(metres(one.site(), other.site()) * unitsPerMetre, within(2.0));
            }
        }
        assertThat(plan.barLength()).isBetween(60.0, 170.0);
    }

    @Test
    void northIsUp_eastIsRight_alsoAcrossTheDateLine() {
        List<Dot> dots = SitePlan.of(List.of(site("西", -17.0, 179.9), site("东", -17.0, -179.9), site("北", -16.9, 180)))
                .dots();
        assertThat(dots).extracting(dot -> dot.site().name()).containsExactly("北", "西", "东");
        assertThat(dots.get(2).x()).isGreaterThan(dots.get(1).x());
    }

    @Test
    void namesNeverLieOnOneAnother_andWhereThereIsNoRoomThereIsNoName() {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sites.add(site("人民广场东侧屏" + i, 29.4, 105.6 + i % 10 / 1000.0));
        }
        SitePlan plan = SitePlan.of(sites);
        assertThat(plan.dots()).hasSize(500);
        List<Dot> named =
                plan.dots().stream().filter(dot -> dot.anchor() != null).toList();
        assertThat(named).isNotEmpty().hasSizeLessThan(100);
        for (Dot one : named) {
            for (Dot other : named) {
                boolean sameLine = Math.abs(one.labelY() - other.labelY()) < 15;
                assertThat(one == other || !sameLine || left(one) >= right(other) || left(other) >= right(one))
                        .as("%s and %s", one, other)
                        .isTrue();
            }
        }
    }

    @Test
    void everythingIsOnTheSheet_oneSiteInItsMiddle_noneWithoutCoordinates() {
        SitePlan alone = SitePlan.of(List.of(site("一", 90, 0), site("无", null, null)));
        assertThat(alone.dots()).hasSize(1);
        assertThat(alone.dots().get(0).x()).isEqualTo(alone.width() / 2.0);
        assertThat(SitePlan.of(List.of()).dots()).isEmpty();
        SitePlan world = SitePlan.of(List.of(site("南极", -90, 10), site("北极", 90, 10), site("远", 0, -120)));
        assertThat(world.dots())
                .allMatch(dot -> dot.x() >= 0 && dot.x() <= world.width() && dot.y() >= 0 && dot.y() <= world.height());
    }

    private static double left(Dot dot) {
        return dot.anchor().equals("start") ? dot.labelX() : dot.labelX() - width(dot);
    }

    private static double right(Dot dot) {
        return left(dot) + width(dot);
    }

    private static double width(Dot dot) {
        return dot.site().name().codePoints().mapToDouble(c -> c < 128 ? 8 : 14).sum();
    }

    private static double metres(Site a, Site b) {
        double lat1 = Math.toRadians(a.latitude().doubleValue());
        double lat2 = Math.toRadians(b.latitude().doubleValue());
        double dLon = Math.toRadians(b.longitude().doubleValue() - a.longitude().doubleValue());
        double h = Math.pow(Math.sin((lat2 - lat1) / 2), 2)
                + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_METRES * Math.asin(Math.sqrt(h));
    }

    private static Site site(String name, double latitude, double longitude) {
        return site(name, BigDecimal.valueOf(latitude), BigDecimal.valueOf(longitude));
    }

    private static Site site(String name, BigDecimal latitude, BigDecimal longitude) {
        return new Site(new SiteFacts("x", name, null, latitude, longitude, null, null, null));
    }
}
