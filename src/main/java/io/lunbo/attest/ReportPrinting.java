package io.lunbo.attest;

import io.lunbo.form.FormPrinting;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** A report as files. */
@ApplicationScoped
public class ReportPrinting {
    private final FormPrinting printing;
    private final Texts texts;

    ReportPrinting(FormPrinting printing, Texts texts) {
        this.printing = printing;
        this.texts = texts;
    }

    /** The PDF, in Chinese, since it is a document of the house; {@code verification} is where readers check it. */
    public byte[] pdf(IssuedReport report, URI verification) throws IOException {
        var paper = new ReportPages.Paper(report, report.figures(), verification.toString());
        return printing.pdf(ReportPages.Templates.paper(paper).render());
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
