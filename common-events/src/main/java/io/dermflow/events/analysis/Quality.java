package io.dermflow.events.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.dermflow.events.WireEnum;
import java.util.List;
import java.util.Locale;

/// What the quality gate saw.
///
/// @param policy `off`, `normal` or `strict`
/// @param overallConfidence 0..1
/// @param problems the codes of the checks that failed, in order of weight
/// @param actions what the person can do about it, one sentence each
public record Quality(
        String policy,
        boolean lightingOk,
        boolean cardDetected,
        double overallConfidence,
        List<Check> checks,
        List<String> problems,
        List<String> actions) {

    public Quality {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
        actions = List.copyOf(actions);
    }

    /// One check with its figures.
    ///
    /// @param image which picture of the capture, as in the job
    /// @param code stable, for instance `blur` or `lighting_dark`
    /// @param value what was measured, in `unit`
    /// @param limit the bound that was applied, in `unit`
    public record Check(
            String image, String code, double value, double limit, String unit, Verdict verdict) {}

    /// Passed, passed with a remark, or not passed.
    public enum Verdict implements WireEnum {
        PASS,
        WARN,
        FAIL;

        @JsonCreator
        public static Verdict of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
