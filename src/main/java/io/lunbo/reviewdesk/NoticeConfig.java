package io.lunbo.reviewdesk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Whether reviewers are told by mail what is late. */
@ConfigMapping(prefix = "lunbo.notices")
public interface NoticeConfig {
    /** Whether mails are sent at all; the mail server is set with {@code quarkus.mailer.*}. */
    @WithDefault("false")
    boolean mail();

    /** Where reviewers open Lunbo in their browsers: what a mail leads to. */
    @WithDefault("http://localhost:8080")
    URI address();
}
