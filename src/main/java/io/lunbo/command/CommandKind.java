package io.lunbo.command;

import java.util.Locale;

/** What can be asked of a player. */
public enum CommandKind {
    /** Load manifest, sheets and page again. */
    RELOAD,
    /** Send a picture of what is on the screen. */
    SCREENSHOT,
    /** Start the player's software anew; the device itself only where the player can. */
    RESTART,
    /** Show the screen's name and code for a quarter of a minute. */
    IDENTIFY,
    /** Forget all kept files and fetch them anew. */
    CLEAR_CACHE,
    /** Send the last lines of the player's log. */
    UPLOAD_LOG,
    /** Exchange its token for another; refused by players whose token is kept elsewhere, too. */
    EXCHANGE_TOKEN,
    /** Tell everything that was played, then come off the screen and show a pairing code. */
    RELEASE;

    /** The key of its name. */
    public String key() {
        return "command_kind_" + name().toLowerCase(Locale.ROOT);
    }
}
