package io.dermflow.events.analysis;

/// Something the result lacks, and why.
///
/// @param code stable, for instance `colour_profile` or `no_scale`
public record Degradation(String code, String detail) {}
