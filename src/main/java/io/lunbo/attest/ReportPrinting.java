package io.lunbo.attest;

import io.lunbo.attest.Figures.Pictured;
import io.lunbo.form.FormPrinting;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A report as files. */
@ApplicationScoped
public class ReportPrinting {
    private final FormPrinting printing;
    private final ReportPhotos photos;
    private final Texts texts;

    /** A report as it is printed. */
    record Print(IssuedReport report, Figures figures, String address, List<Picture> pictures, Texts texts) {
        /** An instant by the clock of the screens. */
        public String local(String instant) {
            return ReportPages.local(instant, figures);
        }

        /** When it was issued. */
        public String issued() {
            return local(report.issuedAt().toString());
        }

        /** The text of a key, in the paper's language. */
        public String word(String key) {
            return texts.of(Texts.LANGUAGES.get(0), key);
        }

        /** The photos in rows. */
        public List<List<Picture>> rows() {
            return IntStream.range(0, (pictures.size() + IN_A_ROW - 1) / IN_A_ROW)
                    .mapToObj(row ->
                            pictures.subList(row * IN_A_ROW, Math.min(pictures.size(), row * IN_A_ROW + IN_A_ROW)))
                    .toList();
        }
    }

    /**
     * A photo on the paper.
     *
     * @param data its small copy as a data address; null where it may not be shown any more
     */
    record Picture(Pictured photo, String data) {}

    private static final int IN_A_ROW = 3;

    ReportPrinting(FormPrinting printing, ReportPhotos photos, Texts texts) {
        this.printing = printing;
        this.photos = photos;
        this.texts = texts;
    }

    /** The PDF, in Chinese, since it is a document of the house; {@code verification} is where readers check it. */
    public byte[] pdf(IssuedReport report, URI verification) throws IOException {
        Figures figures = report.figures();
        List<Picture> pictures = photos.print(figures).stream()
                .map(shown -> new Picture(shown.photo(), data(shown.jpeg())))
                .toList();
        var print = new Print(report, figures, verification.toString(), pictures, texts);
        return printing.pdf(ReportPages.Templates.paper(print).render());
    }

    private static String data(byte[] jpeg) {
        return jpeg == null
                ? null
                : "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    /** The spreadsheet, with headings in that language. */
    public byte[] xlsx(IssuedReport report, Locale language) throws IOException {
        return new ReportFiles(texts, language).xlsx(report);
    }

    /** The table, with headings in that language. */
    public byte[] csv(IssuedReport report, Locale language) throws IOException {
        return new ReportFiles(texts, language).csv(report);
    }
}
