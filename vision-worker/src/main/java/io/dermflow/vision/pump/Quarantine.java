package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Keeps the stages of one worker apart where a record is suspected to kill it, so that no record
/// of another stage pays with a try. Within one stage the [Turnstile] sees to that.
///
/// Earlier stages yield to later ones, which brings what was begun to its end first:
///
/// - A worker that has just started takes nothing in a stage before every later one has looked:
///   what a dead worker left there runs before a killer may come up again.
/// - While a suspect runs the later stages take nothing, and it begins when they are at rest.
///
/// Thread-safe.
final class Quarantine {

    private final Map<Stage, StageState> stages = new ConcurrentHashMap<>();
    private final Set<Stage> suspects = ConcurrentHashMap.newKeySet();

    /// The part of one stage in it. Called before any pump starts.
    Ward ward(Stage stage) {
        return new Ward(stage);
    }

    private boolean anyLater(Stage stage, Predicate<StageState> question) {
        return stages.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(stage) > 0)
                .anyMatch(entry -> question.test(entry.getValue()));
    }

    /// One stage's view.
    final class Ward implements Gate {

        private final Stage stage;

        private Ward(Stage stage) {
            this.stage = stage;
        }

        /// The others go by this state from now on.
        void admit(StageState state) {
            stages.put(stage, state);
        }

        @Override
        public Optional<String> closed() {
            if (suspects.stream().anyMatch(suspect -> suspect.compareTo(stage) < 0)) {
                return Optional.of("suspect_runs_alone");
            }
            return anyLater(stage, later -> !later.hasLooked())
                    ? Optional.of("later_stage_first")
                    : Optional.empty();
        }

        /// From now on no later stage takes a record, until [#leave()].
        void enter() {
            suspects.add(stage);
        }

        void leave() {
            suspects.remove(stage);
        }

        /// Whether no later stage holds a record, nor may get one that is under way.
        boolean alone() {
            return !anyLater(stage, later -> later.engaged() > 0);
        }
    }
}
