package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.OperatorRegistration.NewOperator;
import io.lunbo.access.Role;
import io.lunbo.access.UnitRegistration;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fresh operator in a fresh unit, signed in through the same doors as everybody.
 *
 * @param account the operator
 * @param password the operator's password
 * @param token the bearer token, or the session cookie's value where it was asked for
 */
public record SignedIn(CurrentOperator.Account account, String password, String token) {
    private static final Map<UUID, String> PASSWORDS = new ConcurrentHashMap<>();

    /** The password of an operator that was registered here. */
    public static String passwordOf(CurrentOperator.Account account) {
        return PASSWORDS.get(account.id());
    }

    /** Signed in on the API. */
    public static SignedIn as(Role... roles) {
        SignedIn registered = registered(false, roles);
        return new SignedIn(registered.account, registered.password, bearerToken(registered));
    }

    /** Signed in on the pages. */
    public static SignedIn cookieAs(Role... roles) {
        SignedIn registered = registered(false, roles);
        return new SignedIn(registered.account, registered.password, cookie(registered));
    }

    /** Registered, but not signed in: {@link #token()} is null. */
    public static SignedIn registered(boolean mustChangePassword, Role... roles) {
        String code = "t" + UUID.randomUUID();
        String password = "pw " + UUID.randomUUID();
        var unit = bean(UnitRegistration.class).register(code, "Unit " + code, null, null);
        Operator operator = bean(OperatorRegistration.class)
                .register(
                        new NewOperator(
                                code, "Name of " + code, unit.id(), Set.of(roles), password, mustChangePassword),
                        null);
        PASSWORDS.put(operator.id(), password);
        return new SignedIn(operator.account(), password, null);
    }

    /** What the operator types to sign in. */
    public String username() {
        return account.username();
    }

    /** A request with the bearer token. */
    public RequestSpecification api() {
        return RestAssured.given().auth().oauth2(token).redirects().follow(false);
    }

    /** A request of a browser that shows a page of Lunbo: with the session cookie, from the same origin. */
    public RequestSpecification page() {
        return browser().cookie("lunbo-session", token);
    }

    /** A request of a browser that shows a page of Lunbo and is not signed in. */
    public static RequestSpecification browser() {
        // a browser sends its forms in the page's encoding
        var utf8 = EncoderConfig.encoderConfig().defaultContentCharset("UTF-8");
        return RestAssured.given()
                .config(RestAssured.config().encoderConfig(utf8))
                .header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false);
    }

    private static String bearerToken(SignedIn registered) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("username", registered.username(), "password", registered.password))
                .post("/api/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static String cookie(SignedIn registered) {
        return browser()
                .formParam("username", registered.username())
                .formParam("password", registered.password)
                .post("/login")
                .then()
                .statusCode(303)
                .extract()
                .cookie("lunbo-session");
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
