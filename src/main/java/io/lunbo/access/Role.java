package io.lunbo.access;

/** What an operator may do; an operator may have several. The constants in {@link Names} are for annotations. */
public enum Role {
    /** Brings media and asks for their review. */
    SUBMITTER,
    /** Signs one stage of a review. */
    REVIEWER,
    /** Keeps campaigns and screens, builds and publishes sheets. */
    SCHEDULER,
    /** Watches the screens, blacks them out, claims players. */
    PLAYOUT,
    /** Reads plays and reports; changes nothing. */
    INSPECTOR,
    /** Keeps units and operators. */
    ADMINISTRATOR;

    /** The roles as an annotation can name them. */
    public static final class Names {
        /** See {@link Role#SUBMITTER}. */
        public static final String SUBMITTER = "SUBMITTER";
        /** See {@link Role#REVIEWER}. */
        public static final String REVIEWER = "REVIEWER";
        /** See {@link Role#SCHEDULER}. */
        public static final String SCHEDULER = "SCHEDULER";
        /** See {@link Role#PLAYOUT}. */
        public static final String PLAYOUT = "PLAYOUT";
        /** See {@link Role#INSPECTOR}. */
        public static final String INSPECTOR = "INSPECTOR";
        /** See {@link Role#ADMINISTRATOR}. */
        public static final String ADMINISTRATOR = "ADMINISTRATOR";

        private Names() {}
    }
}
