package io.lunbo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.lunbo.rotation.LoopPlanner;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.Span;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.rotation.SpotDemand.Weight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ten thousand different screen-days of 20 spots and 15 hours in processor time of one thread, half of the bars of R12 that
 * a benchmark of single calls does not show: every day has other spots, weights and groups, so nothing is learnt by heart.
 */
public final class ScreenDaysBenchmark {
    private static final int DAYS = 10_000;
    private static final int WARMING_UP = 500;
    private static final long HOUR = 3_600_000;
    private static final int[] SECONDS = {5, 10, 15, 20, 30};

    private ScreenDaysBenchmark() {}

    /** Writes seconds of processor time, median and worst day in milliseconds, and megabytes a build, for both modes. */
    public static void main(String[] arguments) throws IOException {
        Path result = Path.of(arguments.length > 0 ? arguments[0] : "target/bench/screen-days.json");
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            figures.put(mode.name(), measure(mode));
        }
        Files.createDirectories(result.toAbsolutePath().getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(result.toFile(), figures);
        System.out.println(figures);
    }

    private static Map<String, Object> measure(Mode mode) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int day = 0; day < WARMING_UP; day++) {
            LoopPlanner.plan(day(mode, -1 - day));
        }
        long[] nanos = new long[DAYS];
        long plays = 0;
        long bytes = 0;
        for (int day = 0; day < DAYS; day++) {
            LoopRequest request = day(mode, day);
            long bytesBefore = thread.getCurrentThreadAllocatedBytes();
            long before = thread.getCurrentThreadCpuTime();
            plays += LoopPlanner.plan(request).slots().size();
            nanos[day] = thread.getCurrentThreadCpuTime() - before;
            bytes += thread.getCurrentThreadAllocatedBytes() - bytesBefore;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("days", DAYS);
        figures.put("playsPerDay", plays / DAYS);
        figures.put("cpuSeconds", Arrays.stream(nanos).sum() / 1e9);
        Arrays.sort(nanos);
        figures.put("medianMs", nanos[DAYS / 2] / 1e6);
        figures.put("p99Ms", nanos[DAYS * 99 / 100] / 1e6);
        figures.put("worstMs", nanos[DAYS - 1] / 1e6);
        figures.put("allocatedMegabytesPerBuild", bytes / 1e6 / DAYS);
        return figures;
    }

    private static LoopRequest day(Mode mode, long seed) {
        Random random = new Random(seed);
        List<SpotDemand> spots = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long durationMs = SECONDS[random.nextInt(SECONDS.length)] * 1_000L;
            spots.add(new SpotDemand("s" + i, durationMs, new Weight(1 + random.nextInt(10)))
                    .inGroup("g" + random.nextInt(6)));
        }
        return LoopRequest.of(mode, new Span(7 * HOUR, 22 * HOUR), spots).withSeed(seed);
    }
}
