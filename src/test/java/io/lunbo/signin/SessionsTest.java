package io.lunbo.signin;

import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Secrets;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SessionsTest {
    @Inject
    EntityManager entities;

    @Inject
    OperatorRepository operators;

    @Inject
    Clock clock;

    @Test
    void bearerTokenSaysWhoAsks() {
        SignedIn person = SignedIn.as(Role.SCHEDULER, Role.INSPECTOR);

        Response me = person.api().get("/api/v1/me");

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.<String>path("username")).isEqualTo(person.username());
        assertThat(me.jsonPath().getList("roles")).containsExactly("INSPECTOR", "SCHEDULER");
        assertThat(me.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer null",
                "Bearer lbs_",
                "Bearer lbs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGVzIjpbIkFETUlOSVNUUkFUT1IiXX0.",
                "Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.e30.c2ln",
                "Bearer ' or 1=1 -- ",
                "Bearer %00",
                "Basic YWRtaW46YWRtaW4=",
                "lbs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void forgedTokensAreRefusedWithAProblem(String header) {
        Response refused = RestAssured.given().header("Authorization", header).get("/api/v1/me");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.<String>path("type")).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void expiredSessionIsRefused() {
        String token = Secrets.token("lbs_");
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.persist(new OperatorSession(
                        Secrets.fingerprint(token),
                        operators.known(person.account().id()),
                        OperatorSession.Kind.BEARER,
                        now.minusSeconds(60),
                        now)));

        assertThat(meWith(token)).isEqualTo(401);
    }

    @Test
    void endedSessionIsRefused() {
        SignedIn person = SignedIn.as(Role.INSPECTOR);

        assertThat(person.api().delete("/api/v1/sessions/current").statusCode()).isEqualTo(204);

        assertThat(meWith(person.token())).isEqualTo(401);
    }

    @Test
    void cookieOpensNoApiAndBearerTokenNoPage() {
        SignedIn browser = SignedIn.cookieAs(Role.ADMINISTRATOR);
        SignedIn program = SignedIn.as(Role.ADMINISTRATOR);

        assertThat(browser.page().accept("*/*").get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(meWith(browser.token())).isEqualTo(401);
        assertThat(program.api().accept("text/html").get("/account").statusCode())
                .isEqualTo(303);
        assertThat(SignedIn.browser()
                        .cookie("lunbo-session", program.token())
                        .get("/account")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void sessionCookieIsHardened() {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);

        Cookie cookie = signIn(person, null).getDetailedCookie("lunbo-session");

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getValue()).startsWith("lbs_").hasSize(47);
    }

    @Test
    void plantedSessionIsNeitherKeptNorUsed() {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);
        String planted = SignedIn.cookieAs(Role.INSPECTOR).token();

        Response signedIn = SignedIn.browser()
                .cookie("lunbo-session", planted)
                .formParam("username", person.username())
                .formParam("password", person.password())
                .post("/login");

        assertThat(signedIn.cookie("lunbo-session")).isNotEqualTo(planted);
        assertThat(accountWith(planted)).isEqualTo(303);
        assertThat(accountWith(signedIn.cookie("lunbo-session"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/%0d%0aSet-Cookie:%20a=b\r\nX: y",
                "/{not an address}"
            })
    void signInLeadsNowhereElse(String next) {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);

        String location = signIn(person, next).header("Location");

        assertThat(location).matches("http://localhost:\\d+/(%0d%0a.*)?");
    }

    @Test
    void signInLeadsBackToWhereThePersonWanted() {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);
        String asked = SignedIn.browser().get("/account?done=true").header("Location");

        assertThat(asked).endsWith("/login?next=%2Faccount%3Fdone%3Dtrue");
        assertThat(signIn(person, "/account?done=true").header("Location")).endsWith("/account?done=true");
    }

    @Test
    void signOutEndsTheSessionItself() {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);

        Response out = person.page().post("/logout");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.getDetailedCookie("lunbo-session").getMaxAge()).isZero();
        assertThat(accountWith(person.token())).isEqualTo(303);
    }

    @Test
    void signOutEverywhereHoldsFromTheNextCallOn() {
        SignedIn here = SignedIn.cookieAs(Role.INSPECTOR);
        String there = signIn(here, null).cookie("lunbo-session");
        String program = bearer(here);

        here.page().post("/account/sign-out-everywhere").then().statusCode(303);

        assertThat(accountWith(here.token())).isEqualTo(303);
        assertThat(accountWith(there)).isEqualTo(303);
        assertThat(meWith(program)).isEqualTo(401);
    }

    @Test
    void wrongPasswordOnThePageKeepsTheNameAndSaysSo() {
        SignedIn person = SignedIn.registered(false, Role.INSPECTOR);

        Response refused = SignedIn.browser()
                .formParam("username", person.username())
                .formParam("password", "not the password")
                .post("/login");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.asString()).contains("用户名或密码不正确", person.username()).doesNotContain("not the password");
        assertThat(refused.cookie("lunbo-session")).isNull();
    }

    @Test
    void signInPageOffersTheOtherHouseOnlyWhereThereIsOne() {
        assertThat(SignedIn.browser().get("/login").asString()).doesNotContain("/login/oidc");
        assertThat(SignedIn.browser().get("/login/oidc").header("Location")).endsWith("/login");
    }

    private static Response signIn(SignedIn person, String next) {
        return SignedIn.browser()
                .formParams(Map.of(
                        "username", person.username(),
                        "password", person.password(),
                        "next", next == null ? "/" : next))
                .post("/login");
    }

    private static String bearer(SignedIn person) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("username", person.username(), "password", person.password()))
                .post("/api/v1/sessions")
                .path("token");
    }

    private static int meWith(String token) {
        return RestAssured.given().auth().oauth2(token).get("/api/v1/me").statusCode();
    }

    private static int accountWith(String cookie) {
        return SignedIn.browser()
                .cookie("lunbo-session", cookie)
                .get("/account")
                .statusCode();
    }
}
