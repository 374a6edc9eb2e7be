package io.dermflow.events.analysis;

/// How long one step took, in milliseconds.
public record Timing(String step, double ms) {}
