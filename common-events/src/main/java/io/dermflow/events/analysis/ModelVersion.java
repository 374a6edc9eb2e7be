package io.dermflow.events.analysis;

/// Which file answered.
public record ModelVersion(String task, String name, String version, String sha256) {}
