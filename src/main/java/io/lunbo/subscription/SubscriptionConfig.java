package io.lunbo.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Whether reports are mailed, and when. The mail server is set with {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "lunbo.report-mail")
public interface SubscriptionConfig {
    /** Whether mails are sent; where they are not, reports are issued all the same. */
    @WithDefault("false")
    boolean enabled();

    /** Where readers open Lunbo in their browsers: what a mail leads to. */
    @WithDefault("http://localhost:8080")
    URI address();

    /** From which hour of the screens' day yesterday's report is due: late logs have had the night to come. */
    @WithDefault("6")
    int fromHour();

    /** How often what is due is looked for; {@code off}: never. */
    @WithDefault("10m")
    String every();
}
