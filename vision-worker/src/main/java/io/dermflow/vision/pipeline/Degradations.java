package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.SkinTone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a result lacks, said beside it.
final class Degradations {

    static final String SKIN = "skin";

    private Degradations() {}

    static List<Degradation> of(AnalysisRequested job, Optional<SkinTone> tone) {
        List<Degradation> lacking = new ArrayList<>();
        for (String analysis : job.analyses()) {
            if (!analysis.equals(SKIN)) {
                lacking.add(
                        new Degradation(
                                "analysis_unavailable",
                                "This version does not analyse: " + analysis + "."));
            }
        }
        if (job.analyses().contains(SKIN)) {
            lacking.add(skinColour(tone));
            lacking.add(
                    new Degradation(
                            "no_scale", "Without a scale no size in millimetres is known."));
        }
        if (job.images().stream()
                .anyMatch(image -> image.colourSpace().kind() == ColourSpace.Kind.UNKNOWN)) {
            lacking.add(
                    new Degradation(
                            "colour_profile", "The picture's colour profile was not understood."));
        }
        return lacking;
    }

    private static Degradation skinColour(Optional<SkinTone> tone) {
        return tone.isPresent()
                ? new Degradation(
                        "no_colour_card",
                        "Without a colour card the skin's colour has low confidence.")
                : new Degradation("no_plain_skin", "Too little plain skin to measure its colour.");
    }
}
