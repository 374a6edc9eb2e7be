package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastTest {

    private static final List<String> PLACES =
            List.of("forehead", "left_cheek", "right_cheek", "nose", "chin");

    @Test
    void namesTheOnePlaceThatIsAboveAllOthersByMoreThanTheirUncertainty() {
        List<Contrast> contrasts = Contrast.in(redness(1, 12, 25, 14, 13, 11));

        assertThat(contrasts).hasSize(1);
        assertThat(contrasts.getFirst().id()).isEqualTo("regions.redness");
        assertThat(contrasts.getFirst().highest())
                .extracting(Contrast.Place::region)
                .containsExactly("left_cheek");
        assertThat(contrasts.getFirst().elsewhere()).contains(14.0);
    }

    @Test
    void namesBothSidesOfAFaceWhereNeitherIsAboveTheOther() {
        List<Contrast> contrasts = Contrast.in(redness(1, 12, 25, 24.5, 13, 11));

        assertThat(contrasts.getFirst().highest())
                .extracting(Contrast.Place::region)
                .containsExactly("left_cheek", "right_cheek");
    }

    @Test
    void saysNothingWherePlacesDifferByNoMoreThanTheyAreUncertain() {
        assertThat(Contrast.in(redness(5, 12, 18, 14, 13, 11))).isEmpty();
        assertThat(Contrast.in(redness(0.5, 12, 18, 17.6, 17.5, 11))).isEmpty();
    }

    /// 4.0 apart: within 3 and 3 together (4.2), beyond 2.5 and 2.5 (3.5).
    @Test
    void weighsTheUncertaintyOfBothPlaces() {
        assertThat(Contrast.in(redness(3, 18, 14, 14, 14, 14))).isEmpty();
        assertThat(Contrast.in(redness(2.5, 18, 14, 14, 14, 14))).hasSize(1);
    }

    @Test
    void saysNothingOfFewPlacesOrOfFiguresWithoutAnUncertainty() {
        assertThat(Contrast.in(redness(1, 12, 25))).isEmpty();
        List<SkinRegion> old =
                PLACES.stream()
                        .map(place ->
                                new SkinRegion(
                                        "portrait",
                                        place,
                                        List.of(),
                                        List.of(),
                                        900,
                                        List.of(
                                                new SkinRegion.Figure(
                                                        "redness",
                                                        place.equals("nose") ? 60 : 10,
                                                        "erythema_index",
                                                        "higher_is_more",
                                                        null,
                                                        null,
                                                        null)),
                                        "low"))
                        .toList();
        assertThat(Contrast.in(Analyses.withAFace().toBuilder().regions(old).build())).isEmpty();
    }

    @Test
    void everySentenceOfTheTemplateIsTrueByTheFigures() {
        Analysis analysis = Analyses.withAFaceRegionByRegion();

        List<Claim> claims = new RegionSentences(analysis, Phrases.in("en")).claims();

        assertThat(claims)
                .extracting(claim -> String.join(",", claim.evidence()))
                .as("pores differ by less than they are uncertain")
                .containsExactly(
                        "regions.redness",
                        "regions.spots",
                        "regions.wrinkles",
                        "regions.dark_circles",
                        "regions.redness,regions.spots,regions.wrinkles,regions.dark_circles");
        assertThat(claims.get(0).text()).contains("left cheek 24.1 ± 1.5", "16.4 at most");
        assertThat(claims.get(1).text())
                .contains("forehead 6.2 % ± 0.9 %, right cheek 5.9 % ± 1.1 %", "2.1 % at most");
        assertThat(claims.get(2).text()).contains("forehead 0.091 ± 0.011", "0.031 at most");
        assertThat(claims.get(3).text()).contains("under the right eye 6.1").doesNotContain("left");
    }

    @Test
    void aModelGetsOnlyWhatStandsOut() {
        var evidence = new Evidence(Analyses.withAFaceRegionByRegion());

        assertThat(evidence.ids())
                .contains("regions.redness", "regions.spots")
                .doesNotContain("regions.pores", "regions.oiliness");
        assertThat(evidence.facts().get("regions.redness"))
                .containsEntry("highest_at", "left cheek")
                .containsEntry("value", 24.1)
                .containsEntry("elsewhere_at_most", 16.4);
        assertThat(new Evidence(Analyses.withAFace()).ids())
                .noneMatch(id -> id.startsWith("regions."));
    }

    private static Analysis redness(double uncertainty, double... values) {
        List<SkinRegion> regions = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            regions.add(
                    new SkinRegion(
                            "portrait",
                            PLACES.get(i),
                            List.of(),
                            List.of(),
                            900,
                            List.of(Analyses.figure("redness", values[i], uncertainty)),
                            "normal"));
        }
        return Analyses.withAFace().toBuilder().regions(regions).build();
    }
}
