package io.lunbo.spotimport;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that are read; each is known by its Chinese and its English heading, in any order. */
enum Column {
    /** The media's title, SHA-256 or id. */
    MEDIA(List.of("素材", "素材名称", "media", "media title or sha-256"), "mediaId"),
    /** Part of the loop beside the others. */
    WEIGHT(List.of("权重", "weight"), "weight"),
    /** Part of the loop's time in percent. */
    SHARE(List.of("占比", "占比%", "share", "share %"), "sharePercent"),
    /** Plays per hour. */
    PER_HOUR(List.of("每小时次数", "plays per hour", "per hour"), "perHour"),
    /** Plays per day. */
    PER_DAY(List.of("每天次数", "plays per day", "per day"), "perDay"),
    /** Wall clock times on dates. */
    FIXED(List.of("固定时间", "fixed times"), "fixedAt"),
    /** Codes or names of screens and groups. */
    SCREENS(List.of("屏", "屏或分组", "screens", "screens or groups"), "screens"),
    /** The first day. */
    FROM(List.of("开始日期", "from", "first day"), "fewDates"),
    /** The last day. */
    UNTIL(List.of("结束日期", "until", "last day"), "flights"),
    /** Days of the week. */
    WEEKDAYS(List.of("星期", "weekdays"), "weekdays"),
    /** Names of the campaign's dayparts, or times such as 07:00-09:00. */
    DAYPARTS(List.of("时段", "dayparts"), "windows"),
    /** No play begins earlier. */
    FIRST(List.of("最早播出", "first play"), "firstPlay"),
    /** No play begins later. */
    LAST(List.of("最晚播出", "last play"), "lastPlay"),
    /** Spots of one group are kept apart. */
    GROUP(List.of("隔离组", "separation group"), "group"),
    /** The least distance in seconds. */
    APART(List.of("最小间隔秒", "least distance s"), "minDistanceSeconds"),
    /** How long a picture stands, in seconds. */
    STILL(List.of("图片停留秒", "picture stands s"), "stillMs"),
    /** What some screens show in place of the media. */
    ALTERNATIVES(List.of("适配版本", "alternatives"), "alternatives");

    private final List<String> headings;
    private final String field;

    Column(List<String> headings, String field) {
        this.headings = headings;
        this.field = field;
    }

    /** The column with that heading. */
    static Optional<Column> headed(String heading) {
        String plain = heading.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.headings.contains(plain)
                        || column.name().toLowerCase(Locale.ROOT).equals(plain))
                .findFirst();
    }

    /** The key of its heading. */
    String key() {
        return "spotimport_column_" + name().toLowerCase(Locale.ROOT);
    }

    /** The cell that a broken constraint of a booking is about. */
    static Column ofField(String field) {
        return switch (field) {
            case "lastAfterFirst" -> LAST;
            case "windowsOfSomeLength", "dayparts" -> DAYPARTS;
            case "dates" -> FROM;
            default ->
                Arrays.stream(values())
                        .filter(column -> column.field.equals(field))
                        .findFirst()
                        .orElse(MEDIA);
        };
    }

    /** The cell that a refusal is about. */
    static Column of(Problem problem) {
        if (problem.extensions().get("column") instanceof Column named) {
            return named;
        }
        ProblemType type = problem.type();
        return switch (type) {
            case SPOT_SCREEN_UNSUITABLE, SCREEN_UNKNOWN, RULE_NOT_KEPT -> SCREENS;
            case SPOT_ALTERNATIVE_UNUSED, SPOT_ALTERNATIVE_INCOMPLETE -> ALTERNATIVES;
            case SPOT_TIME_OUTSIDE, SPOT_RULE_WRONG -> FIXED;
            case SPOT_DAYPART_UNKNOWN -> DAYPARTS;
            case SPOT_PLAY_TIME_WRONG -> FIRST;
            default -> MEDIA;
        };
    }
}
