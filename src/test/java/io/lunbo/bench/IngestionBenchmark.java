package io.lunbo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast play logs come in: HTTP batches of 100 from several players at once against {@code LOAD DATA} of the same rows
 * into the same table definition in the same server, in turns.
 *
 * <p>Starts {@code target/quarkus-app} on a data folder of its own under {@code target/bench} and writes {@code
 * target/bench/ingestion.json}. System properties: {@code bench.rows} (100,000 a round), {@code bench.players} (16),
 * {@code bench.rounds} (3).
 */
public final class IngestionBenchmark {
    static final int BATCH = 100;
    private static final double TARGET = 0.25;
    private static final int PLAYERS = Integer.getInteger("bench.players", 16);
    private static final int ROWS = Integer.getInteger("bench.rows", 100_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private IngestionBenchmark() {}

    /** Runs all rounds and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        try (BenchedApplication application = BenchedApplication.start(folder.resolve("ingestion-data"));
                BenchedTables tables = new BenchedTables(application.jdbcUrl(), application.ownerPassword())) {
            List<BenchedPlayer> players = tables.players(PLAYERS);
            Thread.sleep(3000); // until the application has seen the new tokens
            List<Double> loaded = new ArrayList<>();
            List<Double> posted = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) { // the first one warms up
                players.forEach(player -> player.prepare(ROWS / PLAYERS));
                double load = load(tables, players, folder);
                double post = post(tables, players, application.port());
                System.out.printf("round %d: LOAD DATA %.0f rows/s, HTTP %.0f rows/s%n", round, load, post);
                if (round > 0) {
                    loaded.add(load);
                    posted.add(post);
                }
            }
            write(folder.resolve("ingestion.json"), loaded, posted);
        }
    }

    private static double load(BenchedTables tables, List<BenchedPlayer> players, Path folder)
            throws IOException, SQLException {
        Path file = folder.resolve("ingestion.tsv");
        Files.write(file, players.stream().flatMap(BenchedPlayer::rows).toList());
        double seconds = tables.load(file);
        Files.delete(file);
        return players.stream().mapToInt(BenchedPlayer::count).sum() / seconds;
    }

    private static double post(BenchedTables tables, List<BenchedPlayer> players, int port) throws Exception {
        tables.empty();
        ExecutorService threads = Executors.newFixedThreadPool(players.size());
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (BenchedPlayer player : players) {
            running.add(threads.submit(() -> {
                player.post(port);
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        int rows = players.stream().mapToInt(BenchedPlayer::count).sum();
        tables.expect(rows);
        return rows / seconds;
    }

    private static void write(Path file, List<Double> loaded, List<Double> posted) throws IOException {
        // Of the same round, so that whatever else the machine does meets both.
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < loaded.size(); round++) {
            ratios.add(posted.get(round) / loaded.get(round));
        }
        double ratio = median(ratios);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "play log ingestion over HTTP against LOAD DATA");
        figures.put("rows", ROWS);
        figures.put("batch", BATCH);
        figures.put("players", PLAYERS);
        figures.put("loadDataRowsPerSecond", loaded.stream().map(Math::round).toList());
        figures.put("httpRowsPerSecond", posted.stream().map(Math::round).toList());
        figures.put("machineLoad", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        figures.put("ratios", ratios);
        figures.put("ratio", Math.round(ratio * 1000) / 1000.0);
        figures.put("target", TARGET);
        figures.put("met", ratio >= TARGET);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figures);
        System.out.println(Files.readString(file));
    }

    private static double median(List<Double> values) {
        return values.stream()
                .sorted(Comparator.naturalOrder())
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
