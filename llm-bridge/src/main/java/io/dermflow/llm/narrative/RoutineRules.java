package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.narrative.Narrative.Routine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The skincare routine that follows from what was measured: a base for every skin, more for each
/// feature that is at least medium. By rule and in every report, because a routine is advice that
/// nothing measured could check.
final class RoutineRules {

    private final Analysis analysis;
    private final Phrases phrases;

    RoutineRules(Analysis analysis, Phrases phrases) {
        this.analysis = analysis;
        this.phrases = phrases;
    }

    Routine routine() {
        List<String> weekly = new ArrayList<>(part("weekly"));
        if (analysis.body() != null) {
            weekly.add(phrases.say("routine.body.weekly"));
        }
        return new Routine(part("morning"), evening(), weekly, part("contra"));
    }

    private List<String> evening() {
        List<String> evening = new ArrayList<>(part("evening"));
        if (ofSkin()) {
            evening.add(phrases.say("routine.dryness"));
        }
        return evening;
    }

    private List<String> part(String time) {
        if (!ofSkin()) {
            return List.of();
        }
        Set<String> lines = new LinkedHashSet<>(phrases.list("routine." + time));
        for (String feature : noticeable()) {
            String key = "routine." + feature + "." + time;
            if (phrases.has(key)) {
                lines.add(phrases.say(key));
            }
        }
        return List.copyOf(lines);
    }

    /// Neither a body alone nor the form of a face says anything about skin.
    private boolean ofSkin() {
        return LesionSentences.lookedFor(analysis)
                || analysis.skin() != null
                || !analysis.features().isEmpty();
    }

    private Set<String> noticeable() {
        Set<String> features = new LinkedHashSet<>();
        analysis.features().stream()
                .filter(one -> Band.marked(one) != Band.LOW)
                .map(SkinFeature::feature)
                .forEach(features::add);
        return features;
    }
}
