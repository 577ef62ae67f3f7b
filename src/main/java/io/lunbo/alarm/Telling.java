package io.lunbo.alarm;

import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Tells people of alarms: not in their quiet hours, again while nobody takes note, and later where a message could not be sent. */
@ApplicationScoped
class Telling {
    private static final int IN_ONE_MESSAGE = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AlarmKeeping keeping;
    private final AlarmMessage message;
    private final Webhook webhook;
    private final Mailer mailer;
    private final AlarmConfig config;
    private final Clock clock;
    private Instant notBefore = Instant.MIN;
    private Duration wait = FIRST_WAIT;

    Telling(
            AlarmKeeping keeping,
            AlarmMessage message,
            Webhook webhook,
            Mailer mailer,
            AlarmConfig config,
            Clock clock) {
        this.keeping = keeping;
        this.message = message;
        this.webhook = webhook;
        this.mailer = mailer;
        this.config = config;
        this.clock = clock;
    }

    /** Sends what is due. */
    synchronized void tell() {
        Instant now = clock.instant();
        boolean somebody = config.webhook().isPresent() || config.mailTo().isPresent();
        if (!somebody || now.isBefore(notBefore) || quiet(LocalTime.ofInstant(now, ZONE))) {
            return;
        }
        List<Alarm> due = keeping.toTell(now, IN_ONE_MESSAGE);
        if (due.isEmpty()) {
            return;
        }
        try {
            if (config.webhook().isPresent()) {
                webhook.send(config.webhook().get(), message.body(due), now);
            }
            config.mailTo()
                    .ifPresent(people -> people.forEach(
                            person -> mailer.send(Mail.withText(person, message.title(due), message.text(due)))));
            keeping.told(due, now);
            wait = FIRST_WAIT;
            notBefore = Instant.MIN;
        } catch (IOException | RuntimeException e) {
            Log.warnf("People could not be told of %d alarms, again in %s: %s", due.size(), wait, e.getMessage());
            notBefore = now.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean quiet(LocalTime time) {
        if (config.quietFrom().isEmpty() || config.quietUntil().isEmpty()) {
            return false;
        }
        LocalTime from = config.quietFrom().get();
        LocalTime until = config.quietUntil().get();
        boolean after = !time.isBefore(from);
        boolean before = time.isBefore(until);
        return from.isBefore(until) ? after && before : after || before;
    }
}
