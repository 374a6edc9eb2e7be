package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateNarratorTest {

    private final TemplateNarrator narrator = new TemplateNarrator();

    @Test
    void describesAFindingWithItsOwnFigures() {
        Narrative report = narrator.write(Analyses.withOneLesion(), Said.NOTHING, "en", null, 0);

        assertThat(report.claims().getFirst().text())
                .contains("F1", "2.1 %", "87 %", "1 of 2 axes", "light brown");
        assertThat(report.claims().getFirst().evidence()).containsExactly("F1");
        assertThat(report.urgency()).isEqualTo(Urgency.ROUTINE);
        assertThat(report.generator().kind()).isEqualTo("template");
    }

    @Test
    void neverSaysHealthyWhenNothingWasFound() {
        Narrative report = narrator.write(Analyses.withNothingFound(), Said.NOTHING, "en", null, 0);

        assertThat(allText(report).toLowerCase()).doesNotContain("healthy", "all clear", "benign");
        assertThat(report.claims().getFirst().text()).contains("24 pixels");
        assertThat(report.urgency()).isEqualTo(Urgency.NONE);
    }

    @Test
    void asksForAClinicianSoonWhenFiguresStandOut() {
        Narrative report =
                narrator.write(Analyses.withAnUnevenLesion(), Said.NOTHING, "en", null, 0);

        assertThat(report.urgency()).isEqualTo(Urgency.SOON);
        assertThat(allText(report)).contains("within two weeks");
    }

    @Test
    void namesNoPlacesWhereTheSkinWasScoredAsOne() {
        Analysis places = Analyses.withFeatures();
        Analysis whole =
                places.toBuilder()
                        .features(
                                places.features().stream()
                                        .map(TemplateNarratorTest::whole)
                                        .toList())
                        .build();

        assertThat(narrator.write(places, Said.NOTHING, "en", null, 0).summary())
                .contains("in these places: ");
        assertThat(narrator.write(whole, Said.NOTHING, "en", null, 0).summary())
                .contains("The skin was scored from 0 to 100.");
    }

    private static SkinFeature whole(SkinFeature one) {
        return new SkinFeature(
                one.image(),
                "skin",
                one.feature(),
                one.score(),
                one.direction(),
                one.polygons(),
                one.confidence());
    }

    @Test
    void namesNoClassOfAClassifierThatItsOwnEntryWarnsOf() {
        Narrative believed =
                narrator.write(Analyses.withALesionLikeAMole(), Said.NOTHING, "en", null, 0);
        Narrative weak =
                narrator.write(
                        Analyses.withALesionThatAWeakClassifierCallsAMole(),
                        Said.NOTHING,
                        "en",
                        null,
                        0);

        assertThat(allText(believed)).contains("mole 81 %");
        assertThat(allText(weak)).doesNotContain("mole", "81 %");
    }

    @Test
    void saysNothingOfSkinWhereOnlyAFaceOrABodyWasAskedFor() {
        for (Analysis analysis : List.of(Analyses.withAFaceAlone(), Analyses.withABody())) {
            Narrative report = narrator.write(analysis, Said.NOTHING, "en", null, 0);

            assertThat(report.routine().morning()).isEmpty();
            assertThat(report.routine().evening()).isEmpty();
            assertThat(report.routine().contraindications()).isEmpty();
            assertThat(report.claims())
                    .flatMap(claim -> claim.evidence())
                    .noneMatch(id -> id.startsWith("skin.") || id.startsWith("features."));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de, Muttermal (melanozytärer Nävus) 81 %, Altrosa (#a0707a)",
        "es, lunar (nevo melanocítico) 81 %, rosa palo (#a0707a)",
        "fr, grain de beauté (nævus mélanocytaire) 81 %, vieux rose (#a0707a)",
        "pt, sinal (nevo melanocítico) 81 %, rosa-velho (#a0707a)"
    })
    void namesDiagnosesAndColoursInTheReportsLanguage(
            String language, String diagnosis, String colour) {
        Narrative report =
                narrator.write(Analyses.withNamedClassAndColour(), Said.NOTHING, language, null, 0);

        assertThat(allText(report))
                .contains(diagnosis, colour)
                .doesNotContain("mole", "melanocytic nevus", "dusty rose", "variance)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | (F1): your age, it itches, it has not grown of late, it bleeds or has bled.",
                "de | (F1) gesagt hast: dein Alter, es juckt, es ist in letzter Zeit nicht gewachsen,",
                "es | (F1): tu edad, pica, no ha crecido últimamente, sangra o ha sangrado.",
                "fr | (F1) : votre âge, elle démange, elle n’a pas grandi ces derniers temps,",
                "pt | (F1): a sua idade, dá comichão, não cresceu nos últimos tempos,"
            })
    void repeatsWhatThePersonToldWhereItWasCountedIn(String language, String told) {
        Analysis analysis = Analyses.withALesionThatThePersonTellsOf();

        String text = allText(narrator.write(analysis, Analyses.told(), language, null, 0));

        assertThat(text).contains(told);
        assertThat(allText(narrator.write(analysis, Said.NOTHING, "en", null, 0)))
                .as("of the age it is known that it counted")
                .contains("(F1): your age.");
        assertThat(
                        allText(
                                narrator.write(
                                        Analyses.withALesionLikeAMole(),
                                        Analyses.told(),
                                        "en",
                                        null,
                                        0)))
                .as("nobody counted it in")
                .doesNotContain("itch,", "your age");
    }

    @Test
    void everyEvidenceIdExists() {
        for (Analysis analysis : Analyses.ofEveryKind().values()) {
            var known = new Evidence(analysis).ids();

            narrator.write(analysis, Said.NOTHING, "en", null, 0)
                    .claims()
                    .forEach(claim -> assertThat(known).containsAll(claim.evidence()));
        }
    }

    @Test
    void saysWhichLanguageItReallyWroteIn() {
        assertThat(
                        narrator.write(Analyses.withOneLesion(), Said.NOTHING, "xx-XX", null, 0)
                                .language())
                .isEqualTo("en");
    }

    private static String allText(Narrative report) {
        StringBuilder text = new StringBuilder(report.summary());
        report.claims().forEach(claim -> text.append('\n').append(claim.text()));
        return text.toString();
    }
}
