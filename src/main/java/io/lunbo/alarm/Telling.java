package io.lunbo.alarm;

import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells people of alarms: not in their quiet hours, again while nobody takes note, and later where a message could not be sent. */
@ApplicationScoped
class Telling {
    private static final int IN_ONE_MESSAGE = 20;
    private static final int AT_MOST = 500;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AlarmKeeping keeping;
    private final AlarmMessage message;
    private final Webhook webhook;
    private final Mailer mailer;
    private final AlarmConfig config;
    private final Clock clock;
    private final List<Channel> channels;

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
        this.channels = Stream.of(
                        config.webhook().map(address -> new Channel("the robot", due -> post(address, due))),
                        config.mailTo().map(people -> new Channel("mail", due -> mail(people, due))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Sends what is due, on every channel by itself: a robot that is out of order keeps no mail back. */
    synchronized void tell() {
        Instant now = clock.instant();
        if (channels.isEmpty() || quiet(LocalTime.ofInstant(now, ZONE))) {
            return;
        }
        List<Alarm> due = keeping.toTell(now, AT_MOST);
        channels.forEach(channel -> channel.tell(due, now));
        List<Alarm> told = due.stream()
                .filter(alarm -> channels.stream().allMatch(channel -> channel.said.contains(alarm.id())))
                .toList();
        if (!told.isEmpty()) {
            keeping.told(told, now);
            channels.forEach(channel ->
                    channel.said.removeAll(told.stream().map(Alarm::id).toList()));
        }
    }

    private void post(URI address, List<Alarm> due) throws IOException {
        try {
            webhook.send(address, message.body(due), clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while it was sent", e);
        }
    }

    private void mail(List<String> people, List<Alarm> due) {
        mailer.send(people.stream()
                .map(person -> Mail.withText(person, message.title(due), message.text(due)))
                .toArray(Mail[]::new));
    }

    /** Says alarms to people. */
    private interface Saying {
        void say(List<Alarm> due) throws IOException;
    }

    /** One way to people, with what went over it that others still have to say. */
    private static final class Channel {
        private final String name;
        private final Saying saying;
        private final Set<UUID> said = new HashSet<>();
        private Instant notBefore = Instant.MIN;
        private Duration wait = FIRST_WAIT;

        Channel(String name, Saying saying) {
            this.name = name;
            this.saying = saying;
        }

        void tell(List<Alarm> due, Instant now) {
            List<Alarm> unsaid = due.stream()
                    .filter(alarm -> !said.contains(alarm.id()))
                    .limit(IN_ONE_MESSAGE)
                    .toList();
            if (unsaid.isEmpty() || now.isBefore(notBefore)) {
                return;
            }
            try {
                saying.say(unsaid);
                unsaid.forEach(alarm -> said.add(alarm.id()));
                wait = FIRST_WAIT;
                notBefore = Instant.MIN;
            } catch (IOException | RuntimeException e) {
                Log.warnf(
                        "People could not be told of %d alarms by %s, again in %s: %s",
                        unsaid.size(), name, wait, e.getMessage());
                notBefore = now.plus(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
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
