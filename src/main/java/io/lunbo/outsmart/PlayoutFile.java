package io.lunbo.outsmart;

import io.lunbo.campaign.Campaign;
import io.lunbo.outsmart.OutsmartOrder.OrderFacts;
import io.lunbo.report.Titles;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Writes what a campaign's screens played as a Playout digital file: a record for each play, without a heading, in UTF-8 with single
 * line feeds. Plays that failed are no plays.
 */
@ApplicationScoped
class PlayoutFile {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setQuoteMode(QuoteMode.MINIMAL)
            .get();
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");
    private static final int AT_ONCE = 5_000;
    private static final int TITLE_LENGTH = 128;
    /** No zone is farther from Greenwich. */
    private static final Duration FARTHEST = Duration.ofHours(14);

    private static final String PLAYED =
            " from plays where spot_id in (select id from spots where campaign_id = :campaign)"
                    + " and started_at >= :since and started_at < :end and outcome <> 'FAILED'";
    private static final String SCREENS = "select distinct screen_id" + PLAYED;
    private static final String ROWS =
            "select id, player_id, screen_id, media_sha256, spot_id, started_at, duration_ms" + PLAYED
                    + " and (started_at > :after or (started_at = :after and id > :last)) order by started_at, id limit :most";

    private final EntityManager entities;
    private final ScreenRepository screens;
    private final OutsmartRegister register;
    private final Titles titles;

    private record Row(UUID id, UUID player, UUID screen, String media, UUID spot, Instant startedAt, long durationMs) {
        static Row of(Object[] column) {
            return new Row(
                    uuid(column[0]),
                    uuid(column[1]),
                    uuid(column[2]),
                    column[3].toString(),
                    uuid(column[4]),
                    ((LocalDateTime) column[5]).toInstant(ZoneOffset.UTC),
                    ((Number) column[6]).longValue());
        }

        private static UUID uuid(Object value) {
            return UUID.fromString(value.toString());
        }
    }

    /** Whose plays of which days; both ends belong to it, by each screen's calendar. */
    record Wanted(Campaign campaign, LocalDate from, LocalDate until) {
        Instant since() {
            return from.atStartOfDay(ZoneOffset.UTC).toInstant().minus(FARTHEST);
        }

        Instant end() {
            return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(FARTHEST);
        }

        boolean has(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(until);
        }
    }

    private record Known(OrderFacts order, Map<UUID, Integer> frames, Map<UUID, ZoneId> zones) {}

    PlayoutFile(EntityManager entities, ScreenRepository screens, OutsmartRegister register, Titles titles) {
        this.entities = entities;
        this.screens = screens;
        this.register = register;
        this.titles = titles;
    }

    /** The file, written while it is read; 422 where a number is missing, with the screens that have none. */
    StreamingOutput of(Wanted wanted) {
        Known known = known(wanted);
        return out -> write(wanted, known, out);
    }

    private Known known(Wanted wanted) {
        OutsmartOrder order = register.order(wanted.campaign().id())
                .orElseThrow(() -> Problem.of(
                        ProblemType.OUTSMART_ORDER_MISSING, wanted.campaign().name()));
        Map<UUID, Integer> frames = register.frames();
        Map<UUID, Screen> all = screens.listAll().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
        List<?> played = entities.createNativeQuery(SCREENS, Object.class)
                .setParameter("campaign", wanted.campaign().id())
                .setParameter("since", wanted.since())
                .setParameter("end", wanted.end())
                .getResultList();
        List<Screen> unknown = played.stream()
                .map(id -> UUID.fromString(id.toString()))
                .filter(id -> !frames.containsKey(id))
                .map(all::get)
                .toList();
        if (!unknown.isEmpty()) {
            String names = unknown.stream().map(Screen::name).sorted().collect(Collectors.joining("、"));
            throw Problem.of(ProblemType.FRAME_IDS_MISSING, names)
                    .with("screens", unknown.stream().map(Screen::code).sorted().toList());
        }
        Map<UUID, ZoneId> zones = all.values().stream().collect(Collectors.toMap(Screen::id, Screen::timeZone));
        return new Known(order.facts(), frames, zones);
    }

    private void write(Wanted wanted, Known known, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(writer, FORMAT);
        Instant after = Instant.EPOCH;
        UUID last = new UUID(0, 0);
        List<Row> rows = rows(wanted, after, last);
        while (!rows.isEmpty()) {
            Map<String, String> titleOf =
                    titles.of(rows.stream().map(Row::media).collect(Collectors.toSet()));
            for (Row row : rows) {
                if (wanted.has(
                        LocalDate.ofInstant(row.startedAt(), known.zones().get(row.screen())))) {
                    printer.printRecord(record(row, known, titleOf.getOrDefault(row.media(), row.media())));
                }
            }
            Row end = rows.get(rows.size() - 1);
            rows = rows(wanted, end.startedAt(), end.id());
        }
        printer.flush();
    }

    private List<Row> rows(Wanted wanted, Instant after, UUID last) {
        List<?> found = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(ROWS, Object[].class)
                        .setParameter("campaign", wanted.campaign().id())
                        .setParameter("since", wanted.since())
                        .setParameter("end", wanted.end())
                        .setParameter("after", after)
                        .setParameter("last", last)
                        .setParameter("most", AT_ONCE)
                        .getResultList());
        return found.stream().map(row -> Row.of((Object[]) row)).toList();
    }

    /** In the order of the specification; what is null is left empty. */
    private static Object[] record(Row row, Known known, String title) {
        OrderFacts order = known.order();
        String offset = OFFSET.format(known.zones().get(row.screen()).getRules().getOffset(row.startedAt()));
        return new Object[] {
            known.frames().get(row.screen()),
            UTC_TIME.format(row.startedAt()),
            offset,
            null, // enddate
            null, // endutcoffset
            row.durationMs(),
            null, // shareoftime, which is for scrollers
            order.orderId(),
            row.spot(),
            order.buyerId(),
            order.agencyId(),
            order.brandId(),
            order.buyerRef(),
            row.media(),
            plain(title),
            null, // thirdpartycreativeref
            null, // creativetriggerevent
            row.player(),
            row.id()
        };
    }

    private static String plain(String title) {
        String line = title.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= TITLE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, TITLE_LENGTH - 1)))
                        .strip();
    }
}
