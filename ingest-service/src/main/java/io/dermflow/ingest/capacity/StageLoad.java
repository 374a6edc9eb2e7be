package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import java.util.List;

/// What lies before one stage and who works on it.
///
/// @param open records that wait or are held by a slot
/// @param workers all that were heard of in the last day
record StageLoad(Stage stage, long open, StageTimes times, List<Worker> workers) {

    StageLoad {
        workers = List.copyOf(workers);
    }

    List<Worker> alive() {
        return workers.stream().filter(Worker::alive).toList();
    }

    /// Slots that take jobs now.
    int slots() {
        return workers.stream().filter(Worker::works).mapToInt(Worker::slots).sum();
    }

    int busy() {
        return alive().stream().mapToInt(Worker::busy).sum();
    }

    /// Records that no slot holds.
    long waiting() {
        return Math.max(0, open - busy());
    }

    /// Of the workers that are alive, else of those that were; 1 where none was ever heard.
    double slotsPerWorker() {
        List<Worker> known = alive().isEmpty() ? workers : alive();
        return known.stream().mapToInt(Worker::slots).average().orElse(1);
    }
}
