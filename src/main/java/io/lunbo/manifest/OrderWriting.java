package io.lunbo.manifest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.rendition.SloganBitmaps;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Sign;
import io.lunbo.slogan.SloganText;
import io.lunbo.takeover.Notice;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes takeovers as players read them. What the public reads is Chinese, whoever ordered it. */
@ApplicationScoped
class OrderWriting {
    private static final Logger LOG = Logger.getLogger(OrderWriting.class);
    private static final Locale OF_THE_PUBLIC = Texts.LANGUAGES.get(0);
    private static final long SHOWING_MS = 60_000;

    private final Texts texts;
    private final SloganBitmaps bitmaps;
    // One warning goes to many signs of one size at once: not each of them asks the store.
    private final Cache<Drawn, Optional<String>> drawn = Caffeine.newBuilder()
            .maximumSize(200)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private record Drawn(SloganLayout layout, Sign sign) {}

    OrderWriting(Texts texts, SloganBitmaps bitmaps) {
        this.texts = texts;
        this.bitmaps = bitmaps;
    }

    /** What holds or will on a screen, in the same order. */
    List<Manifest.Order> of(List<Takeover> takeovers, Screen screen) {
        return takeovers.stream().map(one -> order(one, screen)).toList();
    }

    /** What holds now; else what will first; null where there is nothing. */
    static Manifest.Order first(List<Manifest.Order> ordered, Instant now) {
        return ordered.stream()
                .filter(order -> !order.from().isAfter(now))
                .findFirst()
                .or(() -> ordered.stream().min(Comparator.comparing(Manifest.Order::from)))
                .orElse(null);
    }

    static Manifest.Drill drill(Takeover takeover) {
        return new Manifest.Drill(takeover.id(), takeover.kind(), takeover.fromAt(), takeover.untilAt());
    }

    private Manifest.Order order(Takeover one, Screen screen) {
        return new Manifest.Order(
                one.id(),
                one.kind(),
                one.mediaSha256(),
                one.fromAt(),
                one.untilAt(),
                one.sound(),
                one.order().notice() == null ? null : notice(one.order(), screen));
    }

    private Manifest.Notice notice(TakeoverOrder order, Screen screen) {
        Notice notice = order.notice();
        String title = texts.of(OF_THE_PUBLIC, notice.level().key() + "_title", notice.category());
        List<Manifest.Field> fields = fields(notice, screen.timeZone());
        String text = title
                + '\n'
                + String.join(
                        "\n",
                        fields.stream()
                                .map(field -> field.label() + '：' + field.text())
                                .toList());
        SloganLayout dots = screen.kind() == ScreenKind.TEXT_SIGN
                ? SloganLayout.of(
                        new SloganText(text.replace('\n', ' ')),
                        screen.textSurface(),
                        screen.color().textColor())
                : null;
        return new Manifest.Notice(
                title,
                notice.level().name(),
                order.issuingLevel().name(),
                fields,
                sha256(text),
                dots == null ? SHOWING_MS : dots.durationMs(),
                dots == null ? null : slogan(dots, screen),
                order.orderedName(),
                order.orderedAt());
    }

    private List<Manifest.Field> fields(Notice notice, ZoneId zone) {
        return List.of(
                field("category", notice.category()),
                field("level", texts.of(OF_THE_PUBLIC, notice.level().key())),
                field("startsAt", time(notice.startsAt(), zone)),
                field("area", notice.area()),
                field("warning", notice.warning()),
                field("measures", notice.measures()),
                field("issuer", notice.issuer()),
                field("issuedAt", time(notice.issuedAt(), zone)));
    }

    private Manifest.Field field(String name, String text) {
        return new Manifest.Field(
                name, texts.of(OF_THE_PUBLIC, "emergency_field_" + name.toLowerCase(Locale.ROOT)), text);
    }

    private String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern(texts.of(OF_THE_PUBLIC, "emergency_time_pattern"), OF_THE_PUBLIC)
                .withZone(zone)
                .format(instant);
    }

    /** A warning does not wait for a store that takes no files: signs with fonts show it all the same. */
    private String bitmap(SloganLayout layout, Screen screen) {
        try {
            return drawn.get(new Drawn(layout, screen.textSurface()), key -> bitmaps.of(layout, screen))
                    .orElse(null);
        } catch (UncheckedIOException e) {
            LOG.warnf(e, "the dots of a warning for %s were not kept", screen.code());
            return null;
        }
    }

    private Manifest.Slogan slogan(SloganLayout layout, Screen screen) {
        return new Manifest.Slogan(
                layout.pages().stream()
                        .map(page -> new Manifest.Page(page.text(), page.holdMs()))
                        .toList(),
                layout.mode().name(),
                layout.pxPerSecond(),
                layout.color(),
                layout.glyphPx(),
                bitmap(layout, screen));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
