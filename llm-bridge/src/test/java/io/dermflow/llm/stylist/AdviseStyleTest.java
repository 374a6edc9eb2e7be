package io.dermflow.llm.stylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.dermflow.llm.ScriptedModel;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.endpoint.Models;
import io.dermflow.llm.profile.FaceShape;
import io.dermflow.llm.profile.Profile;
import io.dermflow.llm.profile.Season;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class AdviseStyleTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir private Path folder;

    private static Profile winter(Profile.Measure... measures) {
        return new Profile(Season.DARK_WINTER, FaceShape.HEART, false, List.of(measures), null);
    }

    private static StyleWish wish(String message, Profile profile) {
        return new StyleWish("me", "en", message, List.of(), profile, "{}");
    }

    private static AdviseStyle rules(String catalogue) {
        return stylist("", catalogue);
    }

    private static AdviseStyle stylist(String baseUrl, String catalogue) {
        var endpoint = Models.properties(baseUrl, "total", "5s");
        var meters = new SimpleMeterRegistry();
        return new AdviseStyle(
                new LanguageModel(endpoint, meters),
                new StyleProperties(catalogue, 5, 20, 900),
                meters);
    }

    private static String item(String item, String color, String hex, String reason) {
        return "{\"item\":\"%s\",\"color\":\"%s\",\"hex\":\"%s\",\"style\":\"Calm\",\"reason\":\"%s\"}"
                .formatted(item, color, hex, reason);
    }

    private static Advice byModel(String... items) {
        String draft =
                "{\"recommendations\":["
                        + String.join(",", items)
                        + "],\"styling_tips\":[\"Wear it with gold.\",\"Buy it for $20.\"]}";
        try (var model = new ScriptedModel(ScriptedModel.says(draft))) {
            return stylist(model.baseUrl(), "")
                    .advise(wish("Something for the office", winter()), LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySeasonHasAnOutfitInItsOwnColours(Season season) {
        Profile profile = new Profile(season, null, false, List.of(), null);
        Palette palette = Knowledge.load().palette(Optional.of(season));

        Outfit outfit = rules("").advise(wish("What for a wedding?", profile), LIMIT).outfit();

        assertThat(outfit.recommendations())
                .hasSize(3)
                .allSatisfy(one -> {
                    assertThat(palette.named(one.color())).isPresent();
                    assertThat(one.reason()).contains(season.title());
                });
        assertThat(palette.colours()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de", "fr", "pt", "xx"})
    void everyLanguageHasAllSentences(String language) {
        StyleWish wish = new StyleWish("me", language, "?", List.of("Ruby scarf"), winter(), "{}");

        Advice advice = rules("").advise(wish, LIMIT);

        assertThat(advice.message()).contains("Dark Winter", "Ruby scarf");
        assertThat(advice.outfit().stylingTips()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "Suggest me shoes for work, Leather loafers or lace-ups",
        "Which shoes for running?, Running shoes",
        "Find me a jacket for a job interview, Tailored blazer",
        "What colors suit warm autumn skin tones?, Overshirt or light jacket",
        "How should I dress for a job interview?, Tailored blazer",
        "Something for the office, Tailored blazer"
    })
    void recommendsWhatTheMessageAsksForFirst(String message, String item) {
        Outfit outfit = rules("").advise(wish(message, winter()), LIMIT).outfit();

        assertThat(outfit.recommendations()).hasSize(3);
        assertThat(outfit.recommendations().getFirst().item()).isEqualTo(item);
    }

    @Test
    void answersForTheSeasonThatTheMessageNames() {
        Advice advice =
                rules("").advise(wish("Which colours suit a warm autumn?", winter()), LIMIT);

        assertThat(advice.season()).isEqualTo(Season.WARM_AUTUMN);
        assertThat(advice.basis()).isEqualTo(Advice.Basis.MESSAGE);
        assertThat(advice.message()).contains("Warm Autumn").doesNotContain("Dark Winter");
    }

    @Test
    void keepsAModelsItemInThePaletteWithAReasonThatNamesTheSeason() {
        Advice advice =
                byModel(
                        item(
                                "Blouse",
                                "Emerald Green",
                                "00805E",
                                "It is in your Dark Winter palette."));

        assertThat(advice.promptVersion()).isEqualTo("style-1.0.0");
        assertThat(advice.outfit().recommendations())
                .containsExactly(
                        new Recommendation(
                                1,
                                "Blouse",
                                "Emerald Green",
                                "Calm",
                                "It is in your Dark Winter palette.",
                                null,
                                List.of(),
                                "#00805E"));
        assertThat(advice.outfit().stylingTips()).containsExactly("Wear it with gold.");
    }

    @Test
    void dropsColoursThatAreFarFromThePalette() {
        Advice advice =
                byModel(
                        item("Hat", "Salmon", "#FA8072", "Dark Winter"),
                        item("Coat", "Almost black", "#0A0A0A", "Dark Winter"),
                        item("Scarf", "Ruby", "no colour", "Dark Winter"));

        assertThat(advice.outfit().recommendations())
                .extracting(Recommendation::item, Recommendation::hexColor)
                .containsExactly(tuple("Coat", "#0A0A0A"), tuple("Scarf", "#9B111E"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It suits your Light Spring colouring.",
                "Made for a summer type.",
                "It flatters your round face in Dark Winter.",
                "It is simply nice."
            })
    void writesTheReasonItselfWhereTheModelsInventsOrNamesNothing(String invented) {
        Advice advice = byModel(item("Blouse", "Ruby", "#9B111E", invented));

        assertThat(advice.outfit().recommendations().getFirst().reason())
                .isEqualTo("Ruby is in the palette of your colour season, Dark Winter.");
    }

    @Test
    void fallsBackToRulesWhenNothingOfADraftCanBeKept() {
        Advice advice = byModel(item("Blouse for 20 euros", "Ruby", "#9B111E", "Dark Winter"));

        assertThat(advice.promptVersion()).isNull();
        assertThat(advice.failure()).isEqualTo("llm_unusable");
        assertThat(advice.outfit().recommendations()).hasSize(3);
    }

    @Test
    void stripsWhatActsFromAModelsWords() {
        Advice advice =
                byModel(
                        item(
                                "<b>Blouse</b> https://evil.example/x",
                                "Ruby",
                                "#9B111E",
                                "Dark Winter [click](javascript:alert(1))"));

        assertThat(advice.message())
                .contains("Blouse")
                .doesNotContain("<", "https", "javascript", "](");
    }

    @Test
    void pricesAndShopsComeFromTheCatalogueOnly() throws IOException {
        Advice advice = rules(catalogue()).advise(wish("A shirt for the office", winter()), LIMIT);

        assertThat(advice.outfit().recommendations().getFirst())
                .satisfies(shirt -> {
                    assertThat(shirt.priceRange()).isEqualTo("40-60 EUR");
                    assertThat(shirt.whereToBuy()).containsExactly("Corner shop");
                });
        assertThat(advice.outfit().recommendations().get(1).priceRange()).isNull();
    }

    @Test
    void saysBetweenSizesWhenTheIntervalSpansTwo() throws IOException {
        var sure = new Profile.Measure("waist_circumference_cm", 80, 2.0);
        var unsure = new Profile.Measure("waist_circumference_cm", 83, 4.0);
        var outside = new Profile.Measure("waist_circumference_cm", 140, 2.0);
        var foreign = new Profile.Measure("inseam_cm", 80, 2.0);

        assertThat(sizeTip(sure)).contains("size M", "80 ± 2");
        assertThat(sizeTip(unsure)).contains("between M and L", "83 ± 4");
        assertThat(sizeTip(outside)).contains("no size");
        assertThat(sizeTip(foreign)).isEmpty();
    }

    @Test
    void theLeastSureMeasureSpeaksForAll() throws IOException {
        assertThat(
                        sizeTip(
                                new Profile.Measure("waist_circumference_cm", 80, 1.0),
                                new Profile.Measure("chest_circumference_cm", 101, 3.0)))
                .contains("between M and L", "chest");
    }

    private String sizeTip(Profile.Measure... measures) throws IOException {
        return rules(catalogue())
                .advise(wish("A shirt for the office", winter(measures)), LIMIT)
                .outfit()
                .stylingTips()
                .stream()
                .filter(tip -> tip.startsWith("Loom"))
                .findFirst()
                .orElse("");
    }

    @Test
    void doesNotStartWithACatalogueThatItCannotRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"items\":[{}]}");

        assertThatThrownBy(() -> rules(broken.toString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules(folder.resolve("absent.json").toString()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String catalogue() throws IOException {
        return Files.writeString(
                        folder.resolve("catalogue.json"),
                        """
                        {"items": [{"brand": "Loom", "item": "shirt", "words": ["shirt"],
                          "price_range": "40-60 EUR", "where_to_buy": ["Corner shop"],
                          "sizes": [
                            {"size": "S", "measures": {"waist_circumference_cm": [66, 75], "chest_circumference_cm": [82, 91]}},
                            {"size": "M", "measures": {"waist_circumference_cm": [76, 84], "chest_circumference_cm": [92, 101]}},
                            {"size": "L", "measures": {"waist_circumference_cm": [85, 94], "chest_circumference_cm": [102, 110]}}]}]}
                        """)
                .toString();
    }
}
