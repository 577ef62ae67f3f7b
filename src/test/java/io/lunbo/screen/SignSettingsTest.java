package io.lunbo.screen;

import io.lunbo.access.Role;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The pace, rows and font of a sign: what is kept, what is warned of with its source, what is refused. */
@QuarkusTest
class SignSettingsTest {
    private SignedIn scheduler;

    @BeforeEach
    void signIn() {
        scheduler = SignedIn.as(Role.SCHEDULER);
    }

    @Test
    void whatNobodySaidIsAsUsual() {
        send(null)
                .statusCode(201)
                .body("sign.charset", equalTo("GB2312"))
                .body("sign.rows", equalTo(1))
                .body("sign.charactersPerSecond", equalTo(1.25f))
                .body("sign.shortestHoldMs", equalTo(15_000))
                .body("remarks", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "1.33, 15000, , ",
        "1.34, 15000, SPEED_ABOVE_RULE, 深圳市LED走字屏管理要求",
        "4, 15000, SPEED_ABOVE_RULE, 深圳市LED走字屏管理要求",
        "4.01, 15000, HARD_TO_READ_SPEED, J-STAGE jje 52(6) 237",
        "7.99, 15000, HARD_TO_READ_SPEED, J-STAGE jje 52(6) 237",
        "1.25, 14999, HOLD_BELOW_RULE, 深圳市LED走字屏管理要求",
        "1.25, 2000, HOLD_BELOW_RULE, 深圳市LED走字屏管理要求"
    })
    void paceAboveARuleIsKeptAndSaysWhoseRuleItIs(double speed, long holdMs, String remark, String source) {
        ValidatableResponse answer = send(sign("GBK", 1, speed, holdMs)).statusCode(201);
        if (remark == null) {
            answer.body("remarks", hasSize(0));
        } else {
            answer.body("remarks.remark", equalTo(List.of(remark))).body("remarks.source", equalTo(List.of(source)));
        }
        answer.body("sign.charset", equalTo("GBK"));
    }

    @ParameterizedTest
    @CsvSource({
        "8, 15000, sign-speed-refused, UNREADABLE_SPEED",
        "900, 15000, sign-speed-refused, UNREADABLE_SPEED",
        "0.24, 15000, sign-speed-refused, TOO_SLOW",
        "0, 15000, sign-speed-refused, TOO_SLOW",
        "1.25, 1999, sign-hold-refused, HOLD_TOO_SHORT",
        "1.25, 0, sign-hold-refused, HOLD_TOO_SHORT",
        "1.25, 600001, sign-hold-refused, HOLD_TOO_LONG"
    })
    void paceThatNobodyCanReadIsRefused(double speed, long holdMs, String type, String remark) {
        send(sign("GB2312", 1, speed, holdMs))
                .statusCode(422)
                .body("type", equalTo(type))
                .body("remark", equalTo(remark));
    }

    @Test
    void rowsMustHoldACharacter() {
        send(sign("GB2312", 2, 1.25, 15_000)).statusCode(422).body("type", equalTo("sign-rows-too-low"));
        send(sign("GB2312", 0, 1.25, 15_000)).statusCode(400);
        send(sign("GB2312", 9, 1.25, 15_000)).statusCode(400);
        send(sign("BIG5", 1, 1.25, 15_000)).statusCode(400);
        send(sign("GB2312", 1, 1e9, 15_000)).statusCode(400);
    }

    @Test
    void formKeepsWhatWasTypedAndSaysWhatIsWrong() {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        String page = person.page()
                .formParams(form(person, "8", "15"))
                .post("/screens")
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertThat(page).contains("value=\"8\"", "J-STAGE jje 52(6) 237", "每秒 8 个字");
        assertThat(person.page()
                        .formParams(form(person, "abc", "15"))
                        .post("/screens")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("value=\"abc\"", "请填每秒几个字");
        Map<String, Object> good = form(person, "2", "12.5");
        person.page().formParams(good).post("/screens").then().statusCode(303);
        assertThat(person.page().get("/screens/" + good.get("code")).asString())
                .contains("value=\"2\"", "value=\"12.5\"", "每分钟 80 个字", "低于静止显示");
    }

    @Test
    void paceIsJudgedWhileItIsTyped() {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);

        assertThat(person.page()
                        .formParam("charactersPerSecond", "9")
                        .formParam("holdSeconds", "1")
                        .post("/screens/pace")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("alert-danger", "每秒 9 个字", "停留 1 秒太短")
                .doesNotContain("<html");
    }

    @Test
    void changeThatSaysNothingOfTheSignLeavesItAsItIs() {
        ExtractableResponse<Response> made =
                send(sign("GBK", 1, 2.5, 9_000)).statusCode(201).extract();
        Map<String, Object> body = body(null);
        body.put("code", made.path("code"));
        body.put("name", "改名的屏");

        scheduler
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", made.header("ETag"))
                .body(body)
                .put("/api/v1/screens/" + made.path("code"))
                .then()
                .statusCode(200)
                .body("name", equalTo("改名的屏"))
                .body("sign", equalTo(made.path("sign")));
    }

    private static Map<String, Object> form(SignedIn person, String speed, String hold) {
        Map<String, Object> form = new HashMap<>();
        form.put("code", "s-" + UUID.randomUUID());
        form.put("name", "过街屏");
        form.put("kind", "TEXT_SIGN");
        form.put("widthPx", "384");
        form.put("heightPx", "16");
        form.put("color", "SINGLE");
        form.put("timeZone", "Asia/Shanghai");
        form.put("hours", "08:00-22:00");
        form.put("unit", AScreen.unitOf(person.account()));
        form.put("active", "on");
        form.put("charactersPerSecond", speed);
        form.put("holdSeconds", hold);
        return form;
    }

    private static Map<String, Object> sign(String charset, int rows, double speed, long holdMs) {
        return Map.of(
                "charset", charset,
                "rows", rows,
                "charactersPerSecond", speed,
                "shortestHoldMs", holdMs,
                "pitchMm", 10);
    }

    private Map<String, Object> body(Map<String, Object> sign) {
        Map<String, Object> body = new HashMap<>();
        body.put("code", "s-" + UUID.randomUUID());
        body.put("name", "过街屏");
        body.put("kind", "TEXT_SIGN");
        body.put("widthPx", 384);
        body.put("heightPx", 16);
        body.put("color", "SINGLE");
        body.put("timeZone", "Asia/Shanghai");
        body.put("hours", "08:00-22:00");
        body.put("unit", AScreen.unitOf(scheduler.account()));
        body.put("sign", sign);
        return body;
    }

    private ValidatableResponse send(Map<String, Object> sign) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body(sign))
                .post("/api/v1/screens")
                .then();
    }
}
