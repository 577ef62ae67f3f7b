package io.lunbo.player;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How players are paired and watched. */
@ConfigMapping(prefix = "lunbo.player")
public interface PlayerConfig {
    /** How long a pairing code is good. */
    @WithDefault("15m")
    Duration pairingLasts();

    /** How long a player waits between two looks whether its code was claimed. */
    @WithDefault("3s")
    Duration pairingPollAfter();

    /** How many pairings one address may begin within {@link #pairingLasts()}. */
    @WithDefault("30")
    @Min(1)
    int pairingsPerAddress();

    /** After how long players exchange their tokens for others; each some days earlier, so that they do not come together. */
    @WithDefault("30d")
    Duration exchangeTokenAfter();

    /**
     * How long after its pairing a player may exchange a token that is bound to no key; later an operator has to ask it to, since a
     * thief could ask as well.
     */
    @WithDefault("15m")
    Duration unboundExchangeWithin();

    /** After how long without a word a player counts as silent. */
    @WithDefault("2m")
    Duration silentAfter();
}
