package io.dermflow.events;

import java.time.Duration;

/// Every topic of the suite with what the broker must know about it. Declared here once; every
/// service ensures them before it subscribes, ingest once a second while it runs.
public enum Topic {
    JOBS("skin_analysis", 1, Duration.ofHours(24)),
    FINDINGS("skin_analysis_findings", 1, Duration.ofHours(24)),
    PROGRESS("skin_analysis_progress", 1, Duration.ofHours(1)),
    OUTCOMES("skin_analysis_outcomes", 2, Duration.ofHours(24)),
    RESULTS("skin_analysis_results", 2, Duration.ofDays(7)),
    DEAD_LETTERS("skin_analysis_dead_letters", 1, Duration.ofDays(14)),
    USER_CONSENTS("user_consents", 1, Duration.ofHours(48)),
    USER_ERASURES("user_erasures", 1, Duration.ofHours(48)),
    SHADOW("skin_analysis_shadow", 1, Duration.ofHours(24)),
    WORKERS("skin_analysis_workers", 1, Duration.ofHours(1));

    private final String topicName;
    private final int partitions;
    private final Duration retention;

    /// One partition serves four and more share-group workers; past some 500 jobs a second add more
    /// (notes in docs/RATIONALE.md).
    Topic(String topicName, int partitions, Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Duration retention() {
        return retention;
    }
}
