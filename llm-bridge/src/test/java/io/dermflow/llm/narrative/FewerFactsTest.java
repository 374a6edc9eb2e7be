package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewerFactsTest {

    @Test
    void keepsTheTwelveMostMarkedFeaturesOfAFaceInTheirOrder() {
        List<SkinFeature> thirty = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            thirty.add(feature("place_" + i, i % 2 == 0 ? 10 + i / 10.0 : 60 + i));
        }
        Analysis face = Analyses.withAFace().toBuilder().features(thirty).build();

        List<SkinFeature> kept = FewerFacts.mostMarked(face).features();

        assertThat(kept).hasSize(12).isSubsetOf(thirty);
        assertThat(kept).filteredOn(one -> one.score() < 60).isEmpty();
        assertThat(kept).extracting(thirty::indexOf).isSorted();
    }

    @Test
    void leavesAFewFeaturesAsTheyAre() {
        Analysis few = Analyses.withFeatures();

        assertThat(FewerFacts.mostMarked(few)).isEqualTo(few);
    }

    @Test
    void tellsASmallModelNothingOfPlacesCompared() {
        assertThat(FewerFacts.of(Analyses.withAFaceRegionByRegion()).regions()).isEmpty();
    }

    private static SkinFeature feature(String region, double score) {
        return new SkinFeature(
                "portrait", region, "redness", score, "higher_is_more", List.of(), "low");
    }
}
