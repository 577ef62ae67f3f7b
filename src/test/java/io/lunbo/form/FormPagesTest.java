package io.lunbo.form;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewScope;
import io.lunbo.review.ReviewWithdrawal;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** The printed form says what was signed, and anybody can find out whether it is true. */
@QuarkusTest
class FormPagesTest {
    private static final LocalDate FROM = LocalDate.parse("2023-04-20");

    @Inject
    ReviewChain chain;

    @Inject
    ReviewRepository reviews;

    @Inject
    ReviewWithdrawal withdrawal;

    private SignedIn reader;
    private final Account submitter = Someone.with(Role.SUBMITTER);
    private final Media slogan = AMedia.slogan(submitter);
    private Review review;

    @BeforeEach
    void submit() {
        reader = SignedIn.cookieAs(Role.INSPECTOR);
        ReviewScope scope =
                new ReviewScope(UUID.randomUUID(), "<知识产权> 宣传周 & 更多", Set.of("TEXT_SIGN"), FROM, FROM.plusDays(6));
        review = chain.open(slogan, scope, submitter);
    }

    @Test
    void formNamesEverySignerAndTheHashInChinese() throws IOException {
        Reviewed.byAll(review);
        Review signed = whole();
        byte[] pdf = reader.page()
                .accept("application/pdf")
                .get("/reviews/" + review.id() + "/form.pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(text).contains("播出审核表", "初审", "复审", "终审", "<知识产权>宣传周&更多", slogan.sha256());
            signed.signatures()
                    .forEach(one -> assertThat(text).contains(one.operatorName().replace(" ", "")));
            assertThat(text.replace("-", "")).contains(signed.verifyCode());
        }
    }

    @Test
    void unfinishedReviewHasNoForm() {
        reader.page()
                .accept("*/*")
                .get("/reviews/" + review.id() + "/form.pdf")
                .then()
                .statusCode(404);
    }

    @Test
    void anybodyWithTheCodeLearnsWhetherItStillHolds() {
        Reviewed.byAll(review);
        String code = whole().verifyCode();
        SignedIn.browser()
                .get("/verify?code=" + code.replaceAll("(.{4})(?!$)", "$1-"))
                .then()
                .statusCode(200)
                .body(containsString(slogan.sha256()))
                .body(containsString("审核仍然有效"));
        Account doubtful = Someone.with(Role.REVIEWER);
        withdrawal.withdraw(review.id(), "授权到期", Reviewed.signer(doubtful), doubtful);
        SignedIn.browser().get("/verify?code=" + code).then().statusCode(200).body(containsString("已被撤回"));
    }

    @Test
    void nobodyLearnsAnythingWithoutACode() {
        Reviewed.byAll(review);
        for (String code : new String[] {"", "%25", "AAAABBBBCCCCDDDD", "'or'1'='1'or'1'="}) {
            SignedIn.browser()
                    .queryParam("code", code)
                    .get("/verify")
                    .then()
                    .statusCode(200)
                    .body(not(containsString(slogan.sha256())));
        }
    }

    private Review whole() {
        return QuarkusTransaction.requiringNew()
                .call(() -> reviews.whole(review.id()).orElseThrow());
    }
}
