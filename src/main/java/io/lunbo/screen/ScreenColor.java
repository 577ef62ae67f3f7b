package io.lunbo.screen;

/** The colours that a screen's dots have (单基色、双基色、全彩). */
public enum ScreenColor {
    /** One colour, red. */
    SINGLE("#ff0000"),
    /** Red and green, so yellow too: both lit together are the brightest that it has. */
    DUAL("#ffff00"),
    /** All colours. */
    FULL("#ffffff");

    private final String textColor;

    ScreenColor(String textColor) {
        this.textColor = textColor;
    }

    /** The colour of texts on such a screen, as {@code #rrggbb}. */
    public String textColor() {
        return textColor;
    }
}
