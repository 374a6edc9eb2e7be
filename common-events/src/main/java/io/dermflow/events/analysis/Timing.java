package io.dermflow.events.analysis;

/// How long one step took, in milliseconds. What an earlier try had done stands here twice: with
/// the time that it took then, and as `checkpoint:` and its name with the time for taking it over.
public record Timing(String step, double ms) {}
