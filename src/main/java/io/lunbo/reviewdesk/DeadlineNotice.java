package io.lunbo.reviewdesk;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.Signing;
import io.lunbo.web.Texts;
import io.quarkus.logging.Log;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Tells those who may sign what is late, once for each stage. */
@ApplicationScoped
class DeadlineNotice {
    private final ReviewRepository reviews;
    private final Signing signing;
    private final OperatorRepository operators;
    private final NoticeAddresses addresses;
    private final NoticeConfig config;
    private final Mailer mailer;
    private final Texts texts;

    DeadlineNotice(
            ReviewRepository reviews,
            Signing signing,
            OperatorRepository operators,
            NoticeAddresses addresses,
            NoticeConfig config,
            Mailer mailer,
            Texts texts) {
        this.reviews = reviews;
        this.signing = signing;
        this.operators = operators;
        this.addresses = addresses;
        this.config = config;
        this.mailer = mailer;
        this.texts = texts;
    }

    /** Sends what is due by now; one that fails does not stop the rest and is tried again the next time. */
    int send(Instant now) {
        if (!config.mail()) {
            return 0;
        }
        List<UUID> late = QuarkusTransaction.requiringNew()
                .call(() -> reviews.overdue(now).stream().map(Review::id).toList());
        int sent = 0;
        for (UUID id : late) {
            try {
                sent += QuarkusTransaction.requiringNew().call(() -> notice(id, now));
            } catch (RuntimeException e) {
                Log.errorf(e, "Nobody could be told that review %s is late", id);
            }
        }
        return sent;
    }

    private int notice(UUID id, Instant now) {
        Review review = reviews.whole(id).orElseThrow();
        int stage = review.nextStage().orElse(0);
        if (stage == 0 || review.noticed()) {
            return 0;
        }
        review.notice(now);
        reviews.flush(); // of two nodes one gets here; the other's version does not fit
        List<String> to = operators.all().stream()
                .filter(person -> person.active() && person.roles().contains(Role.REVIEWER))
                .filter(person -> maySign(review, stage, person))
                .flatMap(person -> addresses.of(person.id()).stream())
                .toList();
        Locale language = Texts.LANGUAGES.get(0);
        String title = review.media().title().replaceAll("\\p{Cntrl}", " ");
        to.forEach(address -> mailer.send(Mail.withText(
                address,
                texts.of(language, "reviewdesk_mail_subject", title),
                texts.of(
                        language,
                        "reviewdesk_mail_body",
                        title,
                        review.plan().stage(stage).name(),
                        review.scope().runName(),
                        config.address().resolve("/reviews/" + id).toString()))));
        return to.size();
    }

    private boolean maySign(Review review, int stage, Operator person) {
        return signing.whyNot(review, person.account()).isEmpty() && signing.admits(review, stage, person.account());
    }
}
