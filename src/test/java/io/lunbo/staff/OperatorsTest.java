package io.lunbo.staff;

import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.OperatorRegistration.Assignment;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class OperatorsTest {
    private static final Pattern SHOWN = Pattern.compile("data-one-time-password>([^<]+)<");

    @Inject
    OperatorRegistration registration;

    @Inject
    OperatorRepository operators;

    @Inject
    FirstAdministrator firstAdministrator;

    @Test
    void administratorLetsAPersonInByThePage() {
        SignedIn administrator = SignedIn.cookieAs(Role.ADMINISTRATOR);
        String username = "new-" + UUID.randomUUID();

        String page = administrator
                .page()
                .formParams(Map.of(
                        "username",
                        username,
                        "name",
                        "新来的人",
                        "unitId",
                        administrator.account().unitId().toString(),
                        "roles",
                        List.of("SUBMITTER", "INSPECTOR")))
                .post("/operators")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Matcher shown = SHOWN.matcher(page);

        assertThat(shown.find()).isTrue();
        assertThat(signIn(username, shown.group(1))).isEqualTo(201);
        assertThat(administrator.page().get("/operators").asString())
                .contains(username)
                .doesNotContain(shown.group(1));
    }

    @Test
    void formSaysWhatIsWrongAndKeepsWhatWasTyped() {
        SignedIn administrator = SignedIn.cookieAs(Role.ADMINISTRATOR);

        Response refused = administrator
                .page()
                .formParams(Map.of("username", "<script>", "name", "张三", "unitId", ""))
                .post("/operators");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString())
                .contains("&lt;script&gt;", "张三", "请选择单位", "请至少选择一个角色")
                .doesNotContain("<script>");
    }

    @Test
    void takenUsernameIsRefusedInAnyCase() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);

        Response refused = invite(administrator, administrator.username().toUpperCase(Locale.ROOT));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("type")).isEqualTo("username-taken");
    }

    @Test
    void deactivatedOperatorIsOutWithTheNextCallAndStaysOut() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        SignedIn person = SignedIn.as(Role.INSPECTOR);
        String path = "/api/v1/operators/" + person.account().id() + "/activation";

        administrator.api().delete(path).then().statusCode(204);

        assertThat(person.api().get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(signIn(person.username(), person.password())).isEqualTo(401);
        administrator.api().put(path).then().statusCode(204);
        assertThat(person.api().get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(signIn(person.username(), person.password())).isEqualTo(201);
    }

    @Test
    void takenRoleIsGoneWithTheNextCall() {
        SignedIn person = SignedIn.as(Role.ADMINISTRATOR);
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        assertThat(person.api().get("/api/v1/operators").statusCode()).isEqualTo(200);

        registration.reassign(person.account().id(), assignment(person, Role.INSPECTOR), administrator.account());

        assertThat(person.api().get("/api/v1/operators").statusCode()).isEqualTo(403);
    }

    @Test
    void changeBasedOnAnOldVersionIsRefused() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        SignedIn person = SignedIn.as(Role.INSPECTOR);
        Assignment first = assignment(person, Role.REVIEWER);
        registration.reassign(person.account().id(), first, administrator.account());

        assertThatThrownBy(() -> registration.reassign(person.account().id(), first, administrator.account()))
                .isInstanceOf(Problem.class)
                .hasMessage("conflict");
    }

    @Test
    void resetPasswordEndsSessionsAndWorksOnce() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        SignedIn person = SignedIn.as(Role.INSPECTOR);

        String password = administrator
                .api()
                .post("/api/v1/operators/" + person.account().id() + "/password-reset")
                .path("oneTimePassword");

        assertThat(person.api().get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(signIn(person.username(), person.password())).isEqualTo(401);
        assertThat(signIn(person.username(), password)).isEqualTo(201);
    }

    @Test
    void lastAdministratorsCannotRemoveEachOtherAtTheSameTime() {
        // Everybody else who could administrate is shut out for the moment of this test.
        SignedIn one = SignedIn.registered(false, Role.ADMINISTRATOR);
        SignedIn other = SignedIn.registered(false, Role.ADMINISTRATOR);
        List<UUID> others = operators.all().stream()
                .filter(operator -> operator.active() && operator.roles().contains(Role.ADMINISTRATOR))
                .map(operator -> operator.id())
                .filter(id -> !Set.of(one.account().id(), other.account().id()).contains(id))
                .toList();
        others.forEach(id -> registration.deactivate(id, one.account()));
        try {
            CompletableFuture<?>[] both = List.of(one, other).stream()
                    .map(person -> CompletableFuture.runAsync(() ->
                                    registration.deactivate(person.account().id(), one.account()))
                            .exceptionally(refused -> null))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(both).join();

            assertThat(List.of(one, other).stream().filter(this::active)).hasSize(1);
        } finally {
            others.forEach(id -> registration.activate(id, one.account()));
        }
    }

    @Test
    void firstAdministratorIsMadeOnlyWhereThereIsNobody() {
        long before = QuarkusTransaction.requiringNew().call(operators::count);

        firstAdministrator.registerWhereThereIsNobody();

        assertThat(QuarkusTransaction.requiringNew().<Long>call(operators::count))
                .isEqualTo(before);
        assertThat(QuarkusTransaction.requiringNew().call(() -> operators.byUsername("admin")))
                .hasValueSatisfying(admin ->
                        assertThat(admin.account().mustChangePassword()).isTrue());
    }

    @Test
    void unitsAreAddedAndRenamed() {
        SignedIn administrator = SignedIn.cookieAs(Role.ADMINISTRATOR);
        String code = "u" + UUID.randomUUID();

        administrator
                .page()
                .formParams(Map.of("code", code, "name", "广场管理处"))
                .post("/units")
                .then()
                .statusCode(303);

        assertThat(administrator.page().get("/units").asString()).contains(code, "广场管理处");
        assertThat(administrator
                        .page()
                        .formParams(Map.of("code", code, "name", "又一个"))
                        .post("/units")
                        .statusCode())
                .isEqualTo(422);
        assertThat(administrator
                        .page()
                        .formParams(Map.of("code", "有 空格", "name", " "))
                        .post("/units")
                        .asString())
                .contains("小写字母、数字和连字符", "请填写名称");
    }

    private boolean active(SignedIn person) {
        return QuarkusTransaction.requiringNew()
                .call(() -> operators.known(person.account().id()).active());
    }

    private Assignment assignment(SignedIn person, Role role) {
        int version = QuarkusTransaction.requiringNew()
                .call(() -> operators.known(person.account().id()).version());
        return new Assignment(person.account().name(), person.account().unitId(), Set.of(role), version);
    }

    private static Response invite(SignedIn administrator, String username) {
        return administrator
                .api()
                .contentType("application/json")
                .body(Map.of(
                        "username",
                        username,
                        "name",
                        "Somebody",
                        "unitId",
                        administrator.account().unitId(),
                        "roles",
                        List.of("INSPECTOR")))
                .post("/api/v1/operators");
    }

    private static int signIn(String username, String password) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/sessions")
                .statusCode();
    }
}
