package io.dermflow.imaging.quality;

/// One check with its figures.
///
/// @param code stable, one of [QualityRules]
/// @param value what was measured, in `unit`
/// @param limit the bound that the verdict refers to, in `unit`: the one missed, or for a pass the
///   one that would have failed first
public record QualityCheck(String code, double value, double limit, String unit, Verdict verdict) {}
