package io.lunbo.signin;

import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PasswordChangeTest {
    private static final String CHOSEN = "a password of my own";

    @Test
    void oneTimePasswordOpensNothingButItsOwnChange() {
        SignedIn person = SignedIn.registered(true, Role.ADMINISTRATOR);
        String cookie = cookie(person.username(), person.password());

        for (String page : new String[] {"/operators", "/units", "/audit"}) {
            Response refused =
                    SignedIn.browser().cookie("lunbo-session", cookie).get(page);
            assertThat(refused.statusCode()).as(page).isEqualTo(303);
            assertThat(refused.header("Location")).as(page).endsWith("/account");
        }
        assertThat(SignedIn.browser()
                        .cookie("lunbo-session", cookie)
                        .get("/account")
                        .statusCode())
                .isEqualTo(200);
        Response api = RestAssured.given().auth().oauth2(bearer(person)).get("/api/v1/operators");
        assertThat(api.statusCode()).isEqualTo(403);
        assertThat(api.<String>path("type")).isEqualTo("password-change-required");
    }

    @Test
    void chosenPasswordOpensTheRestAndEndsOtherSessions() {
        SignedIn person = SignedIn.registered(true, Role.ADMINISTRATOR);
        String elsewhere = bearer(person);
        String cookie = cookie(person.username(), person.password());

        Response changed = change(cookie, person.password(), CHOSEN, CHOSEN);

        assertThat(changed.statusCode()).isEqualTo(303);
        String fresh = changed.cookie("lunbo-session");
        assertThat(fresh).isNotEqualTo(cookie);
        assertThat(status(fresh, "/operators")).isEqualTo(200);
        assertThat(status(cookie, "/account")).isEqualTo(303);
        assertThat(RestAssured.given()
                        .auth()
                        .oauth2(elsewhere)
                        .get("/api/v1/me")
                        .statusCode())
                .isEqualTo(401);
        assertThat(cookie(person.username(), CHOSEN)).isNotNull();
    }

    @Test
    void oneTimePasswordCannotBeKept() {
        SignedIn person = SignedIn.registered(true, Role.INSPECTOR);
        String cookie = cookie(person.username(), person.password());

        assertThat(change(cookie, person.password(), person.password(), person.password())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void badChangesAreExplainedAndChangeNothing() {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);

        assertThat(change(person.token(), "not the password", CHOSEN, CHOSEN).asString())
                .contains("当前密码不正确");
        assertThat(change(person.token(), person.password(), CHOSEN, CHOSEN + "!")
                        .asString())
                .contains("两次输入的新密码不一致");
        assertThat(change(person.token(), person.password(), "short", "short").asString())
                .contains("密码至少 12 个字符");
        assertThat(change(person.token(), person.password(), CHOSEN, CHOSEN + "!")
                        .statusCode())
                .isEqualTo(422);
        assertThat(cookie(person.username(), person.password())).isNotNull();
    }

    @Test
    void programsChangePasswordsToo() {
        SignedIn person = SignedIn.registered(true, Role.INSPECTOR);

        RestAssured.given()
                .auth()
                .oauth2(bearer(person))
                .contentType("application/json")
                .body(Map.of("password", person.password(), "newPassword", CHOSEN))
                .put("/api/v1/me/password")
                .then()
                .statusCode(204);

        assertThat(cookie(person.username(), CHOSEN)).isNotNull();
        assertThat(cookie(person.username(), person.password())).isNull();
    }

    private static Response change(String cookie, String password, String newPassword, String repeated) {
        return SignedIn.browser()
                .cookie("lunbo-session", cookie)
                .formParams(Map.of("password", password, "newPassword", newPassword, "repeated", repeated))
                .post("/account/password");
    }

    private static int status(String cookie, String page) {
        return SignedIn.browser().cookie("lunbo-session", cookie).get(page).statusCode();
    }

    private static String cookie(String username, String password) {
        return SignedIn.browser()
                .formParam("username", username)
                .formParam("password", password)
                .post("/login")
                .cookie("lunbo-session");
    }

    private static String bearer(SignedIn person) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("username", person.username(), "password", person.password()))
                .post("/api/v1/sessions")
                .path("token");
    }
}
