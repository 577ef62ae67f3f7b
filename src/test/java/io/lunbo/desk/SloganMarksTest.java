package io.lunbo.desk;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** Who books a slogan sees what of it is over, and what a sign cannot show of it. */
@QuarkusTest
class SloganMarksTest {
    @Inject
    MediaIntake intake;

    private final String code = "m-" + UUID.randomUUID();
    private SignedIn scheduler;

    @BeforeEach
    void create() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        Screen sign = AScreen.sign("08:00-22:00", scheduler.account());
        scheduler
                .page()
                .formParam("code", code)
                .formParam("name", "宣传周")
                .formParam("from", "2023-04-27")
                .formParam("until", "2023-04-30")
                .formParam("screens", sign.code())
                .post("/campaigns")
                .then()
                .statusCode(303);
    }

    @Test
    void whatIsOverIsMarkedInTheLibraryAndWhereItIsBooked() {
        String mark = UUID.randomUUID().toString();
        Media over = submitted("2022年知识产权宣传周" + mark);
        Media good = submitted("尊重知识" + mark);

        detail().body(containsString("“2022 知识产权宣传周”已于 2022-04-26 结束"));
        book(over).statusCode(303);
        book(good).statusCode(303);
        detail().body(containsString("class=\"badge badge-warn\" title=\"“2022 知识产权宣传周”已于 2022-04-26 结束\""));
        library("2022年知识产权宣传周" + mark).body(containsString("已过期"));
        library("尊重知识" + mark).body(not(containsString("已过期")));
        scheduler.page().get("/media/" + over.id()).then().statusCode(200).body(containsString("已于 2022-04-26 结束"));
    }

    @Test
    void bookingOnASignThatCannotShowItSaysWhichCharacterWhere() {
        Media slogan = submitted("守正•创新" + UUID.randomUUID());

        book(slogan)
                .statusCode(422)
                .body(containsString("的字库（GB 2312）没有"))
                .body(containsString("“•” (U+2022, 3)"))
                .body(containsString("建议改为：守正·创新"));
    }

    private Media submitted(String text) {
        Media slogan = intake.slogan(text, scheduler.account());
        scheduler
                .page()
                .formParam("mediaId", slogan.id())
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(303);
        return slogan;
    }

    private ValidatableResponse book(Media slogan) {
        return scheduler
                .page()
                .formParam("mediaId", slogan.id())
                .formParam("how", "WEIGHT")
                .formParam("weight", "1")
                .post("/campaigns/" + code + "/spots")
                .then();
    }

    private ValidatableResponse detail() {
        return scheduler.page().get("/campaigns/" + code).then().statusCode(200);
    }

    private ValidatableResponse library(String words) {
        return scheduler
                .page()
                .queryParam("q", words)
                .get("/media")
                .then()
                .statusCode(200)
                .body(containsString(words));
    }
}
