package io.lunbo.form;

import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The printed form of an approved review, and the page that says whether a form is true. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class FormPages {
    private final ReviewRepository reviews;
    private final FormPrinting printing;

    /**
     * What the page of a code shows.
     *
     * @param code what was typed; null where nothing was
     * @param form what it stands for; null where there is no such form
     */
    record Check(String code, ReviewForm form) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance form(ReviewForm form);

        static native TemplateInstance verify(Check check);
    }

    FormPages(ReviewRepository reviews, FormPrinting printing) {
        this.reviews = reviews;
        this.printing = printing;
    }

    /** The form as PDF; in Chinese, whatever the reader's language is: it is a document of the house. */
    @GET
    @Path("reviews/{id}/form.pdf")
    @Authenticated
    @Produces("application/pdf")
    public Response form(UUID id, UriInfo uri) throws IOException {
        Review review = reviews.whole(id)
                .filter(one -> one.verifyCode() != null)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        String address = uri.getBaseUri().resolve("/verify").toString();
        String xhtml = Templates.form(new ReviewForm(review, address)).render();
        return Response.ok(printing.pdf(xhtml))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"review-" + id + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    /** Says what stands behind a code, to anybody who has one. */
    @GET
    @Path("verify")
    @PermitAll
    public TemplateInstance verify(@RestQuery String code) {
        String typed = code == null ? null : code.replaceAll("[\\s-]", "");
        Optional<Review> found = typed == null || typed.length() != 16 ? Optional.empty() : reviews.byCode(typed);
        return Templates.verify(new Check(
                code == null || code.isBlank() ? null : code.strip(),
                found.map(review -> new ReviewForm(review, null)).orElse(null)));
    }
}
