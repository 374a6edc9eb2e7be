package io.dermflow.kit.http;

import org.jspecify.annotations.Nullable;

/// Something this service needs is away for now: another service, the store, the database, Kafka.
/// Retryable; never counted as a try of a job.
public class DependencyUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String dependency;

    /// @param dependency short name, as in health and metrics: `ingest`, `report`, `llm`,
    ///   `object_store`, `database`, `kafka`
    public DependencyUnavailable(String dependency, String message, @Nullable Throwable cause) {
        super(dependency + ": " + message, cause);
        this.dependency = dependency;
    }

    public String dependency() {
        return dependency;
    }

    /// Of the problem that a caller is told.
    public String code() {
        return dependency + "_unavailable";
    }
}
