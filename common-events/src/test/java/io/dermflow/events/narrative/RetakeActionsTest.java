package io.dermflow.events.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetakeActionsTest {

    @ParameterizedTest
    @EnumSource(value = ReportLanguage.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
    void everyActionIsTranslated(ReportLanguage language) throws IOException {
        Properties english = read(ReportLanguage.EN);
        Properties other = read(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        english.forEach((code, action) ->
                assertThat(other.getProperty(code.toString()))
                        .as(code.toString())
                        .isNotBlank()
                        .isNotEqualTo(action));
    }

    @Test
    void nothingIsSaidOfACodeThatIsNotKnown() {
        assertThat(RetakeActions.in(ReportLanguage.FR).of("no_such_code")).isEmpty();
        assertThat(RetakeActions.in(ReportLanguage.FR).of("blur"))
                .hasValueSatisfying(action -> assertThat(action).startsWith("Ne bougez pas"));
    }

    private static Properties read(ReportLanguage language) throws IOException {
        try (InputStream in =
                RetakeActionsTest.class.getResourceAsStream(
                        "/retake/actions_" + language.tag() + ".properties")) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        }
    }
}
