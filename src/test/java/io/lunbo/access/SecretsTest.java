package io.lunbo.access;

import io.lunbo.web.Problem;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "elevenchars",
                "Administrator",
                "PASSWORD1234",
                "aaaaaaaaaaaaaaaa",
                "abababababababab",
                "my-wangmei-password",
                "MY-WANGMEI-PASSWORD"
            })
    void weakPasswordsAreRefused(String password) {
        assertThatThrownBy(() -> Secrets.hashOfGood(password, "wangmei"))
                .isInstanceOf(Problem.class)
                .hasMessage("password-too-weak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "红色的灯在广场上每天晚上都亮", "🙂🙃🙂🙃🎈🎉🎊🎁🎀🎄🎃🎆"})
    void longPasswordsOfAnyScriptAreTaken(String password) {
        assertThat(Secrets.matches(password, Secrets.hashOfGood(password, "wangmei")))
                .isTrue();
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        String first72 = "the same seventy-two bytes, which is as far as bcrypt itself would look.";
        String hash = Secrets.hashOfGood(first72 + "A", "wangmei");

        assertThat(Secrets.matches(first72 + "A", hash)).isTrue();
        assertThat(Secrets.matches(first72 + "B", hash)).isFalse();
        assertThat(Secrets.matches(first72, hash)).isFalse();
    }

    @Test
    void zeroByteDoesNotCutThePassword() {
        String hash = Secrets.hashOfGood("before\0after-the-zero", "wangmei");

        assertThat(Secrets.matches("before\0something-else", hash)).isFalse();
    }

    @Test
    void nothingFitsNoHash() {
        assertThat(Secrets.matches("", null)).isFalse();
        assertThat(Secrets.matches("anything at all", null)).isFalse();
    }

    @Test
    void tokensAndOneTimePasswordsNeverRepeat() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(made.add(Secrets.token("lbs_"))).isTrue();
            assertThat(made.add(Secrets.oneTimePassword())).isTrue();
        }
        assertThat(made).filteredOn(one -> one.startsWith("lbs_")).allMatch(token -> token.length() == 47);
    }

    @Test
    void oneTimePasswordsAreGoodPasswords() {
        String password = Secrets.oneTimePassword();

        assertThat(Secrets.matches(password, Secrets.hashOfGood(password, "wangmei")))
                .isTrue();
    }
}
