package io.lunbo.slogan;

/** Which characters the font of a sign's controller has (字库). */
public enum SignCharset {
    /** The 6,763 ideographs and the symbols of GB 2312-80. */
    GB2312,
    /** The 21,003 ideographs and the symbols of GBK 1.0. */
    GBK;

    /** As its standard is called. */
    public String label() {
        return this == GB2312 ? "GB 2312" : "GBK";
    }
}
