package io.dermflow.ingest.progress;

import io.dermflow.events.StageProgress;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far one stage of a job has come. Merging is commutative and idempotent: notices may come
/// late, twice or not at all, and of several attempts the one that went furthest and took longest
/// is shown.
///
/// @param elapsedMs of the whole stage, in milliseconds; null until it is done
/// @param steps milliseconds of each step that has ended
public record StageStanding(
        StageProgress.State state, @Nullable Double elapsedMs, SortedMap<String, Double> steps) {

    static final StageStanding STARTED =
            new StageStanding(StageProgress.State.STARTED, null, new TreeMap<>());

    StageStanding heard(StageProgress progress) {
        var further = progress.state().compareTo(state) > 0 ? progress.state() : state;
        Double elapsed =
                progress.state() == StageProgress.State.DONE
                        ? longer(elapsedMs, progress.elapsedMs())
                        : elapsedMs;
        SortedMap<String, Double> ended = new TreeMap<>(steps);
        steps(progress).forEach((step, ms) -> ended.merge(step, ms, Math::max));
        return new StageStanding(further, elapsed, ended);
    }

    private static Map<String, Double> steps(StageProgress progress) {
        if (progress.stepsMs() != null) {
            return progress.stepsMs();
        }
        // An older worker sends a sign for each step.
        return progress.state() == StageProgress.State.STEP && progress.step() != null
                ? Map.of(progress.step(), progress.elapsedMs() == null ? 0 : progress.elapsedMs())
                : Map.of();
    }

    private static @Nullable Double longer(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Math.max(a, b);
    }
}
