package io.lunbo;

import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.PackagedLunbo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application at its first start without the demo, killed, and started twice. */
class PackagedStartIT {
    private static final Pattern ONE_TIME = Pattern.compile("sign in as (\\S+) with the one-time password (\\S+) and");

    @TempDir
    Path folder;

    @Test
    void whatWasSavedIsThereAfterBothProcessesWereKilled() throws Exception {
        Path data = folder.resolve("data");
        String password;
        try (PackagedLunbo first = PackagedLunbo.start(data, Map.of())) {
            password = oneTimePassword(first);
            ApiClient admin = new ApiClient(first.url());
            assertThat(admin.signIn("admin", password)).isEqualTo(201);
            assertThat(admin.send(
                                    "PUT",
                                    "/api/v1/me/password",
                                    Map.of("password", password, "newPassword", "quite another 1"))
                            .statusCode())
                    .isEqualTo(204);
            long server = Long.parseLong(
                    Files.readString(data.resolve("mariadb/mariadb.pid")).trim());
            ProcessHandle database = ProcessHandle.of(server).orElseThrow();
            database.destroyForcibly();
            first.process().destroyForcibly();
            database.onExit().join();
        }

        try (PackagedLunbo again = PackagedLunbo.start(data, Map.of())) {
            assertThat(again.said()).doesNotContain("one-time password");
            ApiClient admin = new ApiClient(again.url());
            assertThat(admin.signIn("admin", password)).isEqualTo(401);
            assertThat(admin.signIn("admin", "quite another 1")).isEqualTo(201);
            assertThat(admin.get("/api/v1/audit/verification").get("intact").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void firstAdministratorCanDoNothingBeforeChoosingAPassword_andASecondStartIsRefused() throws Exception {
        Path data = folder.resolve("data");
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, Map.of())) {
            ApiClient admin = new ApiClient(lunbo.url());
            assertThat(admin.signIn("admin", "admin")).isEqualTo(401);
            assertThat(admin.signIn("admin", oneTimePassword(lunbo))).isEqualTo(201);
            assertThat(admin.get("/api/v1/operators").get("type").asText()).isEqualTo("password-change-required");

            assertThat(PackagedLunbo.refused(data, Map.of()))
                    .startsWith("Lunbo cannot start: another Lunbo is running on the data folder " + data)
                    .doesNotContain("\tat ");
            assertThat(admin.get("/api/v1/me").get("status").asInt()).isEqualTo(403);
        }
    }

    private static String oneTimePassword(PackagedLunbo lunbo) throws Exception {
        Matcher said = ONE_TIME.matcher(lunbo.said());
        assertThat(said.find()).isTrue();
        assertThat(said.group(1)).isEqualTo("admin");
        return said.group(2);
    }
}
