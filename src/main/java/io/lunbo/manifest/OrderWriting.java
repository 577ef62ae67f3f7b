package io.lunbo.manifest;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.takeover.Notice;
import io.lunbo.takeover.Takeover;
import io.lunbo.takeover.TakeoverOrder;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Writes takeovers as players read them. What the public reads is Chinese, whoever ordered it. */
@ApplicationScoped
class OrderWriting {
    private static final Locale OF_THE_PUBLIC = Texts.LANGUAGES.get(0);
    private static final long SHOWING_MS = 60_000;

    private final Texts texts;

    OrderWriting(Texts texts) {
        this.texts = texts;
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
                ? SloganLayout.passing(
                        text.replace('\n', ' '),
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
                dots == null ? null : slogan(dots),
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

    private static Manifest.Slogan slogan(SloganLayout layout) {
        return new Manifest.Slogan(
                layout.pages().stream()
                        .map(page -> new Manifest.Page(page.text(), page.holdMs()))
                        .toList(),
                layout.mode().name(),
                layout.pxPerSecond(),
                layout.color(),
                layout.glyphPx(),
                null);
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
