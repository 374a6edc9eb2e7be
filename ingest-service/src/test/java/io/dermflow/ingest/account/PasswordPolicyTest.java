package io.dermflow.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dermflow.kit.problem.ApiProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();
    private final Email owner = Email.of("anna.schmidt@example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {"violet harbour 42", "tenletters", "пароль из семи слов", "我的密码是很长的一句话呢"})
    void acceptsLengthWithoutRulesAboutCharacters(String password) {
        assertThatCode(() -> policy.check(new Password(password), owner))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ninechars",
                "1234567890",
                "PASSWORD123",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "anna.schmidt",
                "Anna.Schmidt1!",
                "anna.schmidt@example.org"
            })
    void refusesWhatIsGuessedFirst(String password) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> policy.check(new Password(password), owner))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("weak_password"));
    }

    @Test
    void countsCharactersNotBytes() {
        String longest = "añ☃56🙂".repeat(22).substring(0, 128 + 21);

        assertThat(longest.codePointCount(0, longest.length())).isEqualTo(128);
        assertThatCode(() -> policy.check(new Password(longest), owner)).doesNotThrowAnyException();
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> policy.check(new Password(longest + "x"), owner));
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(new Password("mu\u0308de genug heute"))
                .isEqualTo(new Password("m\u00fcde genug heute"));
    }
}
