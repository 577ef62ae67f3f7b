package io.lunbo.pairing;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A text as a QR code in SVG: one unit for each square, dark on white with the quiet zone that readers need. */
final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /** The picture, which scales to whatever size it is shown at. */
    static String svg(String text) {
        try {
            // Read across a square: large squares count for more than a code that survives many wrong ones.
            ByteMatrix squares = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            int size = squares.getWidth() + 2 * QUIET;
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                    + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size
                    + "H0z\"/><path d=\"" + rows(squares) + "\"/></svg>";
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private static String rows(ByteMatrix squares) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                int from = x;
                while (x < squares.getWidth() && squares.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append("v1h")
                            .append(from - x)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
