package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckTest {

    private static final String INSTRUCTIONS =
            "Every claim names the ids of the facts it rests on, exactly as they are given.";

    private static final List<String> LESION_ANSWERS =
            List.of("itches", "grew", "hurts", "changed", "bleeds", "raised");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lesion   | en | Mark F1 covers 2.1 % of the picture.               | F1",
                "lesion   | en | It covers about 2 % of it.                         | F1",
                "lesion   | en | The mark resembles a mole (81 %).                  | F1",
                "lesion   | en | The outline is uneven along 1 of 2 axes.           | F1",
                "lesion   | es | La marca cubre el 2,1 % de la imagen.              | F1",
                "lesion   | de | Das Mal bedeckt 2,1 Prozent des Bildes.            | F1",
                "lesion   | fr | La marque couvre 2,1 % de la photo.                | F1",
                "lesion   | fr | Sur la photo : la marque couvre 2,1 % ; le reste est de la peau. | F1",
                "lesion   | fr | La marque couvre-t-elle 2,1 % de la photo ?        | F1",
                "lesion   | pt | A marca cobre 2,1 % da imagem.                     | F1",
                "features | en | The redness of the left cheek is high, 75 of 100.  | features.left_cheek.redness",
                "features | es | El enrojecimiento de la mejilla izquierda es alto: 75. | features.left_cheek.redness",
                "face     | en | The season is nearest to Dark Winter (61 %).       | face.season",
                "regions  | en | The redness is highest on the left cheek: 24.1, at most 16.4 elsewhere. | regions.redness",
                "regions  | de | Die Rötung ist auf der linken Wange am höchsten, mit 24,1. | regions.redness",
                "regions  | fr | La rougeur est la plus élevée sur la joue gauche, avec 24,1. | regions.redness",
                "regions  | es | El enrojecimiento es más alto en la mejilla izquierda: 24,1. | regions.redness",
                "regions  | pt | A vermelhidão é mais alta na bochecha esquerda: 24,1. | regions.redness",
                "regions  | en | Most of the spots are on the forehead and right cheek: 6.2 % and 5.9 %. | regions.spots",
                "regions  | en | Under the right eye the skin is darker than on the cheek, by 6.1. | regions.dark_circles",
                "body     | en | The waist measures 75 cm, give or take 5 cm.       | metrics.waist_circumference_cm",
                "body     | de | Der Hüftumfang beträgt 99,2 cm.                    | metrics.hip_circumference_cm"
            })
    void keepsASentenceThatRepeatsWhatWasMeasured(
            String kind, String language, String text, String evidence) {
        assertThat(check(kind, language).brokenRule(claim(text, evidence))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lesion   | en | It covers 3.4 % of the picture.            | F1 | unmeasured_number",
                "lesion   | en | It covers \u0663\u0664 % of the picture.  | F1 | unmeasured_number",
                "lesion   | en | Mark F1 was measured, see x.com/buy.       | F1 | active_content",
                "lesion   | en | It covers 2.1 mm of the picture.           | F1 | wrong_unit",
                "lesion   | en | The mark was there for 3 weeks.            | F1 | wrong_unit",
                "lesion   | en | There are seven colours in the mark.       | F1 | unmeasured_number",
                "lesion   | en | It covers 2.1 % of the picture.            | F2 | unknown_evidence",
                "lesion   | en | It covers 2.1 % of the picture.            |    | unknown_evidence",
                "lesion   | en | This looks like a melanoma.                | F1 | diagnosis",
                "lesion   | es | Esto parece un cáncer de piel.             | F1 | diagnosis",
                "lesion   | en | Your skin is healthy.                      | F1 | all_clear",
                "lesion   | en | There is no reason to worry about this.    | F1 | all_clear",
                "lesion   | de | Das Mal ist harmlos.                       | F1 | all_clear",
                "lesion   | de | Es besteht kein Grund zur Sorge.           | F1 | all_clear",
                "lesion   | es | No hay motivo de preocupación.             | F1 | all_clear",
                "lesion   | fr | Il n'y a rien d'inquiétant ici.            | F1 | all_clear",
                "lesion   | pt | A pele está saudável.                      | F1 | all_clear",
                "lesion   | en | Take 2 tablets of ibuprofen.               | F1 | treatment",
                "lesion   | en | The mark is suspicious.                    | F1 | wrong_severity",
                "lesion   | en | The mark on your left arm covers 2.1 %.    | F1 | wrong_place",
                "lesion   | en | La marca cubre el 2,1 % de la imagen.      | F1 | wrong_language",
                "lesion   | es | The mark covers 2.1 % of the picture.      | F1 | wrong_language",
                "lesion   | en | Пятно покрывает часть картинки.            | F1 | wrong_language",
                "lesion   | en | Read more at https://example.org           | F1 | active_content",
                "lesion   | en | Look at <b>this</b>.                       | F1 | active_content",
                "lesion   | en | Look [here](x).                            | F1 | active_content",
                "lesion   | en | Call +49 30 1234567 now.                   | F1 | active_content",
                "lesion   | en | Write to doctor@example.org now.           | F1 | active_content",
                "lesion   | en | The mark R1 is in the picture.             | F1 | label",
                "lesion   | en | Every claim names the ids of the facts it rests on. | F1 | prompt_echo",
                "features | en | The redness of the left cheek is low.      | features.left_cheek.redness | wrong_severity",
                "features | en | The redness of the left cheek is mild.     | features.left_cheek.redness | wrong_severity",
                "features | en | The redness of the right cheek is high.    | features.left_cheek.redness | wrong_place",
                "features | en | The redness of the nose is high.           | features.left_cheek.redness | wrong_place",
                "features | en | The redness is a sign of rosacea.          | features.left_cheek.redness | diagnosis",
                "regions  | en | The redness is highest on the nose: 24.1.  | regions.redness | wrong_place",
                "regions  | en | The redness is highest on the right cheek. | regions.redness | wrong_place",
                "regions  | de | Die Rötung ist auf der Stirn am höchsten.  | regions.redness | wrong_place",
                "regions  | fr | La rougeur est la plus élevée sur le nez.  | regions.redness | wrong_place",
                "regions  | es | El enrojecimiento es más alto en la nariz. | regions.redness | wrong_place",
                "regions  | pt | A vermelhidão é mais alta no queixo.       | regions.redness | wrong_place",
                "regions  | en | The redness is highest on the left cheek: 31.7. | regions.redness | unmeasured_number",
                "regions  | en | The redness of the left cheek is 24.1 %.   | regions.redness | wrong_unit",
                "regions  | en | The redness of the left cheek is high.     | regions.redness | wrong_severity",
                "regions  | en | The redness of the left cheek is severe.   | regions.redness | wrong_severity",
                "regions  | en | The redness is lowest on the left cheek.   | regions.redness | wrong_severity",
                "regions  | de | Die Rötung ist links am geringsten.        | regions.redness | wrong_severity",
                "regions  | fr | La rougeur de la joue gauche est forte.    | regions.redness | wrong_severity",
                "regions  | en | The pores stand out on the nose.           | regions.pores | unknown_evidence",
                "regions  | en | See regions.redness for the left cheek.    | regions.redness | label",
                "body     | en | The waist measures 75 mm.                  | metrics.waist_circumference_cm | wrong_unit",
                "body     | en | The hip measures 75 cm.                    | metrics.waist_circumference_cm | wrong_place"
            })
    void dropsASentenceThatBreaksARule(
            String kind, String language, String text, String evidence, String rule) {
        assertThat(check(kind, language).brokenRule(claim(text, evidence))).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The mark F1 itches and has not grown of late, as you told.",
                "en | It itches, but it did not get bigger.",
                "en | It bleeds, it itches.",
                "en | Show it to a clinician if it hurts, changes or stands out from the skin.",
                "de | Das Mal juckt und ist nicht gewachsen.",
                "de | Zeige es ärztlich, wenn es weh tut oder sich verändert.",
                "es | La marca pica y no ha crecido en este tiempo.",
                "es | Consulta con un profesional si la marca te duele.",
                "fr | La marque démange et n’a pas grandi ces derniers temps.",
                "fr | Montrez la marque à un médecin si elle fait mal.",
                "pt | A marca dá comichão e não cresceu nos últimos tempos.",
                "pt | Mostre a marca a um profissional se doer."
            })
    void keepsWhatThePersonToldAndWhatIsOnlySupposed(String language, String text) {
        assertThat(told(language).brokenRule(claim(text, "F1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The mark does not itch.",
                "en | The mark has grown of late.",
                "en | The mark hurts, as you told.",
                "en | Your mark is sore; show it to a clinician if it grows.",
                "en | You told that the look of the mark has changed.",
                "de | Das Mal juckt nicht.",
                "de | Das Mal ist in der letzten Zeit gewachsen.",
                "de | Das Mal tut dir weh.",
                "es | La marca no pica.",
                "es | La marca duele en este lugar.",
                "fr | La marque ne démange pas.",
                "fr | La marque fait mal au toucher.",
                "pt | A marca não dá comichão.",
                "pt | A marca dói e sangra."
            })
    void dropsASymptomThatThePersonDidNotTellOrToldOtherwise(String language, String text) {
        assertThat(told(language).brokenRule(claim(text, "F1"))).contains("unsaid");
        assertThat(told(language).brokenRuleOfSummary(text)).contains("unsaid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de", "fr", "pt"})
    void keepsEverySentenceThatTheTemplateWritesOfWhatThePersonTold(String language) {
        var phrases = Phrases.in(language);
        for (boolean yes : List.of(true, false)) {
            Map<String, Boolean> all = new HashMap<>();
            LESION_ANSWERS.forEach(name -> all.put(name, yes));
            Analysis analysis = Analyses.withALesionThatCounts(LESION_ANSWERS);
            var said = new Said(all);

            var check = new ClaimCheck(new Evidence(analysis, said), language, INSTRUCTIONS);

            assertThat(new SaidSentences(analysis, said, phrases).claims())
                    .hasSize(1)
                    .allSatisfy(claim ->
                            assertThat(check.brokenRule(claim)).as(claim.text()).isEmpty());
        }
    }

    @Test
    void dropsHiddenCharacters() {
        var check = check("lesion", "en");

        for (String hidden : List.of("\u202e", "\u0000", "\u200b", "\ufffd", "\ud800", "\ue000")) {
            assertThat(check.brokenRule(claim("A mark" + hidden + " here", "F1")))
                    .contains("hidden_characters");
        }
    }

    @Test
    void aDiseaseMayBeNamedOnlyAboveTheStatedShare() {
        var check = check("lesion", "en");

        assertThat(check.brokenRule(claim("The mark resembles a naevus.", "F1"))).isEmpty();
        assertThat(check.brokenRule(claim("The mark resembles a melanoma.", "F1")))
                .contains("diagnosis");
    }

    @Test
    void noClassMayBeNamedOfAClassifierThatItsOwnEntryWarnsOf() {
        var check = check("weak", "en");

        assertThat(check.brokenRule(claim("The mark resembles a naevus.", "F1")))
                .contains("diagnosis");
        assertThat(check.brokenRule(claim("The mark resembles a mole (81 %).", "F1")))
                .contains("unmeasured_number");
    }

    private static ClaimCheck told(String language) {
        return new ClaimCheck(
                new Evidence(Analyses.withALesionThatThePersonTellsOf(), Analyses.told()),
                language,
                INSTRUCTIONS);
    }

    private static ClaimCheck check(String kind, String language) {
        Analysis analysis =
                switch (kind) {
                    case "features" -> Analyses.withFeatures();
                    case "face" -> Analyses.withAFace();
                    case "regions" -> Analyses.withAFaceRegionByRegion();
                    case "body" -> Analyses.withABody();
                    case "weak" -> Analyses.withALesionThatAWeakClassifierCallsAMole();
                    default -> Analyses.withALesionLikeAMole();
                };
        return new ClaimCheck(new Evidence(analysis), language, INSTRUCTIONS);
    }

    private static Claim claim(String text, String evidence) {
        List<String> ids = evidence == null ? List.of() : Arrays.asList(evidence.split(" "));
        return new Claim(text, Claim.Kind.OBSERVATION, ids);
    }
}
