package io.lunbo.attest;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The page that says whether a report is what was issued. */
@Path("/verify/reports")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class ReportVerifyPages {
    private final ReportRepository reports;
    private final ReportKey key;

    /**
     * What the page of a code shows.
     *
     * @param code what was typed; null where nothing was
     * @param report what it stands for; null where there is no such report
     * @param figures what it says
     * @param whole whether figures, hash and signature still fit
     */
    public record Check(String code, IssuedReport report, Figures figures, boolean whole) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance verify(Check check);
    }

    ReportVerifyPages(ReportRepository reports, ReportKey key) {
        this.reports = reports;
        this.key = key;
    }

    /** Says what stands behind a code, to anybody who has one. */
    @GET
    public TemplateInstance verify(@RestQuery String code) {
        String typed = code == null ? null : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        Optional<IssuedReport> found =
                typed == null || !typed.matches("[A-Z0-9]{16}") ? Optional.empty() : reports.byCode(typed);
        return Templates.verify(new Check(
                code == null || code.isBlank() ? null : code.strip(),
                found.orElse(null),
                found.map(IssuedReport::figures).orElse(null),
                found.map(report -> report.whole() && key.says(report.proof(), report.claims()))
                        .orElse(false)));
    }
}
