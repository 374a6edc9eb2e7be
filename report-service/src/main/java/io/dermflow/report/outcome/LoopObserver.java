package io.dermflow.report.outcome;

/// Is told how far the loop has come with a batch. Whatever it throws ends this life of the loop as
/// any other failure does.
@FunctionalInterface
interface LoopObserver {

    void reached(Milestone milestone);
}
