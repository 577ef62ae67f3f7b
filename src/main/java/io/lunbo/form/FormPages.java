package io.lunbo.form;

import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.UUID;

/** The printed form of an approved review. */
@Path("/reviews/{id}/form.pdf")
@Authenticated
public class FormPages {
    private final ReviewRepository reviews;
    private final FormPrinting printing;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance form(ReviewForm form);
    }

    FormPages(ReviewRepository reviews, FormPrinting printing) {
        this.reviews = reviews;
        this.printing = printing;
    }

    /** The form as PDF; in Chinese, whatever the reader's language is: it is a document of the house. */
    @GET
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
}
