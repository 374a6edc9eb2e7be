package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final Pattern SLOT = Pattern.compile("\\{\\d}");

    /// Words that are spelt alike, or signs only.
    private static final Set<String> ALIKE =
            Set.of(
                    "finding.class",
                    "feature.item",
                    "feature.item.better",
                    "regions.item",
                    "regions.value",
                    "regions.percent",
                    "word.oval",
                    "word.warm",
                    "word.neutral",
                    "word.pores",
                    "word.coral",
                    "word.olive",
                    "word.rose",
                    "word.cobalt",
                    "word.jade",
                    "word.mauve",
                    "word.score",
                    "word.variance",
                    "body.measure");

    @ParameterizedTest
    @ValueSource(strings = {"es", "de", "fr", "pt"})
    void everySentenceIsTranslatedWithTheSameFigures(String language) throws IOException {
        Properties english = read("en");
        Properties other = read(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            String translated = other.getProperty(key);
            assertThat(translated).as(key).isNotBlank().doesNotContain("'");
            assertThat(slots(translated)).as(key).isEqualTo(slots(english.getProperty(key)));
            if (!ALIKE.contains(key)) {
                assertThat(translated).as(key).isNotEqualTo(english.getProperty(key));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de", "fr", "pt"})
    void everyLanguageWritesNumbersItsOwnWay(String language) {
        String size = Phrases.in(language).say("finding.size", 1234.5, 0.6);

        assertThat(size).contains(language.equals("en") ? "1,234.5" : ",5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx-XX", "", "it", "zh-Hans"})
    void aLanguageWithoutSentencesGetsEnglish(String tag) {
        assertThat(Phrases.in(tag).language()).isEqualTo("en");
        assertThat(Phrases.in("pt-BR").language()).isEqualTo("pt");
    }

    private static List<String> slots(String text) {
        return SLOT.matcher(text)
                .results()
                .map(m -> m.group())
                .sorted()
                .collect(Collectors.toList());
    }

    private static Properties read(String language) throws IOException {
        try (InputStream in =
                PhrasesTest.class.getResourceAsStream(
                        "/narrative/phrases_" + language + ".properties")) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        }
    }
}
