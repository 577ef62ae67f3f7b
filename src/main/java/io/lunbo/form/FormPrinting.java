package io.lunbo.form;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Makes a PDF of a page, with the Chinese font that comes with Lunbo. */
@ApplicationScoped
public class FormPrinting {
    private static final String FONT = "/META-INF/resources/fonts/NotoSansSC-Regular.ttf";
    private static final String PICTURE = "data:image/jpeg;base64,";
    private static final int NORMAL_WEIGHT = 400;

    /** The PDF of well-formed XHTML; nothing is fetched, whatever the page names: pictures lie in the page itself. */
    public byte[] pdf(String xhtml) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(FormPrinting::font, "Noto Sans SC", NORMAL_WEIGHT, FontStyle.NORMAL, true);
        builder.useUriResolver((base, uri) -> uri.startsWith(PICTURE) ? uri : null);
        builder.withHtmlContent(xhtml, null);
        builder.toStream(pdf);
        builder.run();
        return pdf.toByteArray();
    }

    private static InputStream font() {
        return FormPrinting.class.getResourceAsStream(FONT);
    }
}
