package io.dermflow.events.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | DE",
                "DE-at | DE",
                "pt-BR, en;q=0.5 | PT",
                "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5 | FR",
                "en;q=0.2, es;q=0.9 | ES",
                "it, nl;q=0.9, es-419;q=0.1 | ES",
                "de;q=0, fr;q=0.1 | FR",
                "zh-Hant-TW, ja | EN",
                "de-Latn-DE-1996 | DE",
                "* | EN",
                "*, de;q=0.5 | DE",
                "fr ; q=0.4 , pt | PT"
            })
    void theBestMatchOfTheHeaderIsTaken(String header, ReportLanguage language) {
        assertThat(ReportLanguage.accepted(header)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                ";q=1",
                "de;q=x",
                "de;q=2",
                "de;q=",
                "=",
                "ü",
                "de_DE",
                "-",
                "--",
                "123456789",
                "de;;q=1",
                "*-*-*;q=",
                "accept-language:",
                "\"de\"",
                "{}",
                "a,,b"
            })
    void aHeaderThatCannotBeReadMeansEnglish(String header) {
        assertThat(ReportLanguage.accepted(header)).isEqualTo(ReportLanguage.EN);
    }

    @Test
    void noHeaderMeansEnglish() {
        assertThat(ReportLanguage.accepted(null)).isEqualTo(ReportLanguage.EN);
    }

    @Test
    void aTagNamesItsLanguageWhateverTheRegion() {
        assertThat(ReportLanguage.of("pt-BR")).contains(ReportLanguage.PT);
        assertThat(ReportLanguage.of("it")).isEmpty();
        assertThat(ReportLanguage.of("")).isEmpty();
    }
}
