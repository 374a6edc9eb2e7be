package io.dermflow.events;

/// Anything that travels on a topic. [EventCodec] maps each kind to its topic and CloudEvents type.
public sealed interface Event
        permits AnalysisRequested,
                FindingsReady,
                StageProgress,
                Outcome,
                ResultEvent,
                DeadLetter,
                ConsentChanged,
                DataErased,
                ShadowCompared,
                WorkerStanding {

    /// The record key: the task id where there is a task, else the id of what it is about.
    String key();

    /// The same for every copy of the same fact, so that consumers can drop repeats (`ce_id`).
    String eventId();
}
