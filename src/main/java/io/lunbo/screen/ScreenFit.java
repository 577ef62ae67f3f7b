package io.lunbo.screen;

/** How a film or picture of another shape than the screen's is shown on it. */
public enum ScreenFit {
    /** Whole, with bars where it leaves some (完整显示). */
    FIT,
    /** Over all of the screen, its edges cut (铺满裁切). */
    FILL
}
