package io.lunbo.form;

import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The page that says whether a printed form is true. */
@Path("/verify")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class VerifyPages {
    private final ReviewRepository reviews;

    /**
     * What the page of a code shows.
     *
     * @param code what was typed; null where nothing was
     * @param form what it stands for; null where there is no such form
     */
    record Check(String code, ReviewForm form) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance verify(Check check);
    }

    VerifyPages(ReviewRepository reviews) {
        this.reviews = reviews;
    }

    /** Says what stands behind a code, to anybody who has one. */
    @GET
    public TemplateInstance verify(@RestQuery String code) {
        String typed = code == null ? null : code.replaceAll("[\\s-]", "");
        Optional<Review> found = typed == null || typed.length() != 16 ? Optional.empty() : reviews.byCode(typed);
        return Templates.verify(new Check(
                code == null || code.isBlank() ? null : code.strip(),
                found.map(review -> new ReviewForm(review, null)).orElse(null)));
    }
}
