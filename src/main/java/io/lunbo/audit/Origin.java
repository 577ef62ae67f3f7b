package io.lunbo.audit;

import java.util.Locale;

/**
 * From where a deed was done.
 *
 * @param door through which door
 * @param address the network address of the caller; null where nobody called
 */
record Origin(Door door, String address) {
    /** The ways into Lunbo. */
    enum Door {
        /** A page for people. */
        PAGE,
        /** The API for programs. */
        API,
        /** A player. */
        PLAYER,
        /** Lunbo itself: at its start, or because it was time. */
        JOB;

        /** The message key of its name. */
        public String key() {
            return "audit_door_" + name().toLowerCase(Locale.ROOT);
        }

        static Door of(String path) {
            if (path.startsWith("/api/")) {
                return API;
            }
            return path.startsWith("/player/") ? PLAYER : PAGE;
        }
    }

    static final Origin NOBODY = new Origin(Door.JOB, null);
}
