package io.lunbo.audit;

import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AuditPagesTest {
    @Test
    void inspectorReadsWhoDidWhat() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);

        assertThat(inspector.page().get("/audit").asString())
                .contains(
                        "session.open",
                        "operator:" + inspector.account().id(),
                        inspector.account().name());
    }

    @Test
    void olderEntriesAreReachable() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);

        String page = inspector.page().get("/audit?before=3").asString();

        assertThat(page)
                .contains("<td class=\"num\">2</td>", "<td class=\"num\">1</td>")
                .doesNotContain("before=1\"");
    }

    @Test
    void wholeChainIsVerifiedByPageAndApi() {
        assertThat(SignedIn.cookieAs(Role.INSPECTOR)
                        .page()
                        .get("/audit/verification")
                        .asString())
                .contains("全部记录完整");
        assertThat(SignedIn.as(Role.INSPECTOR)
                        .api()
                        .get("/api/v1/audit/verification")
                        .<Boolean>path("intact"))
                .isTrue();
    }
}
