package io.dermflow.events;

/// The consumer groups of the suite. [Kind#SHARE] groups are configured on the broker before their
/// topic exists: a topic that exists proves that its groups are configured.
public enum Group {
    VISION("vision", Topic.JOBS, Kind.SHARE),
    NARRATIVE("narrative", Topic.FINDINGS, Kind.SHARE),
    REPORT("report", Topic.OUTCOMES, Kind.CLASSIC),
    REPORT_ERASURES("report-erasures", Topic.USER_ERASURES, Kind.CLASSIC),
    REPORT_CONSENTS("report-consents", Topic.USER_CONSENTS, Kind.CLASSIC),
    LLM_ERASURES("llm-erasures", Topic.USER_ERASURES, Kind.CLASSIC),
    INGEST_RESULTS("ingest-results", Topic.RESULTS, Kind.CLASSIC),
    INGEST_PROGRESS("ingest-progress", Topic.PROGRESS, Kind.CLASSIC),
    INGEST_DEAD_LETTERS("ingest-dead-letters", Topic.DEAD_LETTERS, Kind.CLASSIC),
    INGEST_WORKERS("ingest-workers", Topic.WORKERS, Kind.CLASSIC);

    /// How the broker hands records out.
    public enum Kind {
        /// A queue (KIP-932): a record goes to whoever asks next, acknowledged one by one.
        SHARE,
        /// Partitions are assigned to members.
        CLASSIC
    }

    private final String groupId;
    private final Topic topic;
    private final Kind kind;

    Group(String groupId, Topic topic, Kind kind) {
        this.groupId = groupId;
        this.topic = topic;
        this.kind = kind;
    }

    public String groupId() {
        return groupId;
    }

    public Topic topic() {
        return topic;
    }

    public Kind kind() {
        return kind;
    }
}
