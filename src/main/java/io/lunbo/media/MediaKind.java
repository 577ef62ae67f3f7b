package io.lunbo.media;

/** What a media is. */
public enum MediaKind {
    /** A film (视频). */
    VIDEO,
    /** A picture (图片). */
    IMAGE,
    /** A slogan (标语): a text, laid out for each screen. */
    SLOGAN
}
