package io.dermflow.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource({
        "Anna@Example.ORG, anna@example.org",
        "' anna@example.org ', anna@example.org",
        "a.b+c@sub.example.co.uk, a.b+c@sub.example.co.uk",
        "anna@bücher.example, anna@xn--bcher-kva.example",
    })
    void hasOneForm(String written, String stored) {
        assertThat(Email.of(written).value()).isEqualTo(stored);
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(Email.of("mu\u0308ller@example.org"))
                .isEqualTo(Email.of("m\u00fcller@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.org",
                "a@b",
                "a b@c.org",
                "a@b c.org",
                "a@-b.org",
                "a@b-.org",
                "a\r\nb@c.org",
                "a\u0000@c.org",
                "a@b@c.org",
                "\"a\"@b.org",
                "a@b..org",
                "<a>@b.org"
            })
    void refusesTheRest(String text) {
        assertThat(Email.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatNoServerWouldTake() {
        assertThat(Email.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(Email.parse("a@" + "b.".repeat(130) + "org")).isEmpty();
    }

    @Test
    void staysOutOfLogs() {
        assertThat(Email.of("anna@example.org").toString()).doesNotContain("anna");
    }
}
