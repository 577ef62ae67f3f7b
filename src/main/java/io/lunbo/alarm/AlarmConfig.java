package io.lunbo.alarm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** When something is wrong, and who is told. */
@ConfigMapping(prefix = "lunbo.alarm")
public interface AlarmConfig {
    /** How often every screen is looked at; {@code off}: never. */
    @WithDefault("10s")
    String lookEvery();

    /** Below this many free bytes a player's disk is full; it is not any more from half as much again on. */
    @WithDefault("300000000")
    long leastFreeBytes();

    /** From here on a player's clock is wrong; it is right again below half of it. */
    @WithDefault("10s")
    Duration clockWrongBy();

    /** So many failed plays within a quarter of an hour are an alarm. */
    @WithDefault("5")
    int failedPlays();

    /** For how long something must be right again before an alarm ends. */
    @WithDefault("20s")
    Duration calm();

    /** After how long people are told again of what goes on and nobody has taken note of. */
    @WithDefault("30m")
    Duration tellAgain();

    /** From when on nobody is told, by the clocks of Beijing; what goes on then is told afterwards. */
    Optional<LocalTime> quietFrom();

    /** Until when. */
    Optional<LocalTime> quietUntil();

    /** The address of the group robot that is told; nobody is where it is missing. */
    Optional<URI> webhook();

    /** What the robot reads. */
    @WithDefault("WECOM")
    Format format();

    /** What DingTalk's messages are signed with, where the robot wants it. */
    Optional<String> secret();

    /** Whether the robot may stand on this machine or its link: no for robots outside. */
    @WithDefault("false")
    boolean webhookNearby();

    /** Who gets mails, where {@code quarkus.mailer} is set up. */
    Optional<List<String>> mailTo();

    /** How a message is written. */
    enum Format {
        /** 企业微信群机器人. */
        WECOM,
        /** 钉钉群机器人. */
        DINGTALK,
        /** The alarms as they are, in JSON. */
        JSON
    }
}
