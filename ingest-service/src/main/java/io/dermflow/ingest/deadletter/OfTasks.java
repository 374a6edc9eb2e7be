package io.dermflow.ingest.deadletter;

import io.dermflow.events.Topic;
import java.util.Arrays;
import java.util.Optional;

/// What a topic's records are about.
final class OfTasks {

    private OfTasks() {}

    /// Whether the topic's records are keyed by a task id.
    static boolean is(String topicName) {
        return topic(topicName)
                .filter(topic ->
                        switch (topic) {
                            case JOBS, FINDINGS, PROGRESS, OUTCOMES, RESULTS -> true;
                            case DEAD_LETTERS, USER_CONSENTS, USER_ERASURES, SHADOW, WORKERS ->
                                    false;
                        })
                .isPresent();
    }

    /// Whether a stage works on the topic's records, so that the job itself can be given again.
    static boolean isWorkedOn(String topicName) {
        return topic(topicName)
                .filter(topic -> topic == Topic.JOBS || topic == Topic.FINDINGS)
                .isPresent();
    }

    static Optional<Topic> topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst();
    }
}
