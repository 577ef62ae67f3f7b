package io.lunbo.bench;

import io.lunbo.rotation.Loop;
import io.lunbo.rotation.LoopPlanner;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.Span;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a 15-hour screen-day of 20 spots and about 3,800 plays costs, in time and (gc.alloc.rate.norm) in memory. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RotationBenchmark {

    private static final long HOUR = 3_600_000;
    private static final int[] SECONDS = {5, 10, 10, 15, 15, 20, 5, 10, 15, 30, 10, 10, 15, 10, 20, 10, 15, 30, 10, 20};

    @Param({"PLAYS", "TIME"})
    Mode mode;

    private LoopRequest request;
    private long seed;

    @Setup
    public void prepare() {
        List<SpotDemand> spots = new ArrayList<>();
        for (int i = 0; i < SECONDS.length; i++) {
            spots.add(new SpotDemand("s" + i, SECONDS[i] * 1_000L, new Weight(1 + i * 7 % 10)).inGroup("g" + i % 6));
        }
        request = LoopRequest.of(mode, new Span(7 * HOUR, 22 * HOUR), spots);
    }

    /** Another seed each time: another screen-day. */
    @Benchmark
    public Loop screenDay() {
        return LoopPlanner.plan(request.withSeed(++seed));
    }

    /** Writes the results to the file that is named, or to target/bench/rotation.json. */
    public static void main(String[] arguments) throws RunnerException {
        String result = arguments.length > 0 ? arguments[0] : "target/bench/rotation.json";
        new java.io.File(result).getAbsoluteFile().getParentFile().mkdirs();
        new Runner(new OptionsBuilder()
                        .include(RotationBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(result)
                        .build())
                .run();
    }
}
