package io.lunbo.screen;

/** What a screen is built for. */
public enum ScreenKind {
    /** A full-colour wall that shows films, pictures and slogans (LED大屏). */
    LED_WALL,
    /** An over-street or strip display that shows text only (过街显示屏、条屏). */
    TEXT_SIGN
}
