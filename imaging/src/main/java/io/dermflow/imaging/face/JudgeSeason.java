package io.dermflow.imaging.face;

import java.util.Map;

/// The colour season: how near a person's colours lie to each prototype of [Season], as scores that
/// sum to 1. A heuristic; without calibrated light it follows the lamp as much as the person.
public final class JudgeSeason {

    /// Squared distance at which a score falls to 1/e of the best: a prototype keeps more than 0.8
    /// of the sum for itself.
    private static final double SOFTNESS = 0.28;

    private JudgeSeason() {}

    /// @return all twelve, by falling score
    public static Map<Season, Double> scores(SeasonAxes person) {
        return Softmax.of(
                Season.values(), season -> -person.squaredDistance(season.prototype()) / SOFTNESS);
    }
}
