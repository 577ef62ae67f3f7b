package io.lunbo.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long a sign-in lasts, and how often somebody may guess. */
@ConfigMapping(prefix = "lunbo.sign-in")
public interface SignInConfig {
    /** How long a sign-in by the page lasts; after that the person signs in again. */
    @WithDefault("12H")
    Duration session();

    /** How long a bearer token of the API lasts. */
    @WithDefault("12H")
    Duration bearer();

    /** How far back failed attempts count. */
    @WithDefault("15M")
    Duration window();

    /** How many failed attempts an account has in that time. */
    @WithDefault("5")
    @Min(1)
    int attemptsPerAccount();

    /** How many failed attempts, on whatever accounts, an address has in that time. */
    @WithDefault("50")
    @Min(1)
    int attemptsPerAddress();
}
