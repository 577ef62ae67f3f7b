package io.lunbo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand screen-days of 20 films and 15 hours through the real building: ordered over REST, planned, written and
 * audited on a real database. No test: run by its name ({@code -Dtest=BuildRunBenchmark}) or in the build's {@code bench}
 * profile; {@code -Dbench.screens} and {@code -Dbench.days} make it smaller. Says seconds and the largest heap in use.
 */
@QuarkusTest
class BuildRunBenchmark {
    private static final int SCREENS = Integer.getInteger("bench.screens", 100);
    private static final int DAYS = Integer.getInteger("bench.days", 100);
    private static final int FILMS = Integer.getInteger("bench.films", 20);
    private static final int[] SECONDS = {5, 10, 15, 20, 30};
    private static final Path RESULT = Path.of("target", "bench", "build-run.json");

    @Inject
    CampaignBooking booking;

    @Inject
    Clock clock;

    @Test
    void manyScreenDays() throws IOException {
        SignedIn scheduler = SignedIn.as(Role.SCHEDULER);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < SCREENS; i++) {
            Screen screen = AScreen.wall("07:00-22:00", scheduler.account());
            codes.add(screen.code());
        }
        LocalDate from =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        LocalDate until = from.plusDays(DAYS - 1);
        String code = "c-" + UUID.randomUUID();
        Campaign campaign = booking.create(
                new CampaignFacts(code, code, null, null, from, until, null, new HashSet<>(codes)),
                scheduler.account());
        var submitter = Someone.with(Role.SUBMITTER);
        for (int i = 0; i < FILMS; i++) {
            ABooking.film(campaign, SECONDS[i % SECONDS.length], submitter, scheduler.account());
        }

        long begun = System.nanoTime();
        String address = scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("screens", codes, "from", from.toString(), "until", until.toString()))
                .post("/api/v1/builds")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        long heap = 0;
        JsonPath build = progress(scheduler, address);
        while (build.getString("state").equals("RUNNING")) {
            heap = Math.max(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            build = progress(scheduler, address);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(build.getLong("failed")).isZero();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("screenDays", build.getLong("done"));
        figures.put("seconds", seconds);
        figures.put("millisecondsEach", 1000 * seconds / build.getLong("done"));
        figures.put("largestHeapMegabytes", heap / 1_000_000);
        figures.put("machineLoad", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        Files.createDirectories(RESULT.getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(RESULT.toFile(), figures);
        System.out.println(figures);
    }

    private static JsonPath progress(SignedIn scheduler, String address) {
        return scheduler.api().get(address).then().statusCode(200).extract().jsonPath();
    }
}
