package io.lunbo.attest;

import io.lunbo.form.FormPrinting;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;

/** The papers of a report. In Chinese, whatever the reader's language is: they are documents of the house. */
@ApplicationScoped
public class ReportPrinting {
    private final FormPrinting printing;
    private final ReportFiles files;

    ReportPrinting(FormPrinting printing, ReportFiles files) {
        this.printing = printing;
        this.files = files;
    }

    /** The PDF; {@code verification} is where readers check it. */
    public byte[] pdf(IssuedReport report, URI verification) throws IOException {
        var paper = new ReportPages.Paper(report, report.figures(), verification.toString());
        return printing.pdf(ReportPages.Templates.paper(paper).render());
    }

    /** The spreadsheet. */
    public byte[] xlsx(IssuedReport report) throws IOException {
        return files.xlsx(report);
    }
}
