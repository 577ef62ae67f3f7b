package io.lunbo.screen;

/** The colours that a screen's dots have (单基色、双基色、全彩). */
public enum ScreenColor {
    /** One colour, red. */
    SINGLE,
    /** Red and green, so yellow too. */
    DUAL,
    /** All colours. */
    FULL
}
