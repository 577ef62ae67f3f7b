package io.lunbo.web;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SameOriginFilterTest {
    @Test
    void changeWithoutOriginIsRefused() {
        assertThat(post(RestAssured.given())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "",
                "http://localhost",
                "http://localhost.evil.example:8081",
                "http://localhost@evil.example",
                "not an address"
            })
    void changeFromAnotherOriginIsRefused(String origin) {
        assertThat(post(RestAssured.given().header("Origin", origin))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "", "Same-Origin"})
    void changeThatTheBrowserCallsForeignIsRefused(String site) {
        RequestSpecification ownOriginClaimed =
                RestAssured.given().header("Origin", "http://localhost:" + RestAssured.port);

        assertThat(post(ownOriginClaimed.header("Sec-Fetch-Site", site))).isEqualTo(403);
    }

    @Test
    void changeFromAPageOfThisOriginIsTaken() {
        assertThat(post(RestAssured.given().header("Sec-Fetch-Site", "same-origin")))
                .isEqualTo(303);
        assertThat(post(RestAssured.given().header("Origin", "http://localhost:" + RestAssured.port)))
                .isEqualTo(303);
    }

    @Test
    void methodOverrideMakesNoChangeOfAGet() {
        int status = RestAssured.given()
                .header("X-HTTP-Method-Override", "POST")
                .get("/language")
                .statusCode();

        assertThat(status).isEqualTo(405);
    }

    private static int post(RequestSpecification request) {
        return request.redirects()
                .follow(false)
                .formParam("language", "en")
                .formParam("back", "/")
                .post("/language")
                .statusCode();
    }
}
