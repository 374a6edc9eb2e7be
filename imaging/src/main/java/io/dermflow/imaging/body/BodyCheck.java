package io.dermflow.imaging.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One look at whether a body can be measured, with its figures.
///
/// @param problem what it is that fails
/// @param value what was measured, in `unit`
/// @param limit the bound that was applied or, of two, the nearer, in `unit`
/// @param unit `px`, `cm`, `degrees`, `share` (of the body height, or as the problem says),
///   `ratio`, `score` (0..1, a network's sureness)
public record BodyCheck(
        BodyProblem problem, double value, double limit, String unit, boolean passed) {

    static final String PIXELS = "px";
    static final String SHARE = "share";
    static final String RATIO = "ratio";

    static BodyCheck between(
            BodyProblem problem, double value, double least, double most, String unit) {
        var limit = Math.abs(value - least) <= Math.abs(value - most) ? least : most;
        return new BodyCheck(problem, value, limit, unit, value >= least && value <= most);
    }

    public static BodyCheck atLeast(BodyProblem problem, double value, double least, String unit) {
        return new BodyCheck(problem, value, least, unit, value >= least);
    }

    public static BodyCheck atMost(BodyProblem problem, double value, double most, String unit) {
        return new BodyCheck(problem, value, most, unit, value <= most);
    }

    /// Of several looks at one thing the first that failed, else the first.
    static BodyCheck decisive(List<BodyCheck> looks) {
        return looks.stream().filter(look -> !look.passed()).findFirst().orElse(looks.getFirst());
    }

    static Set<BodyProblem> problems(List<BodyCheck> checks) {
        var problems = EnumSet.noneOf(BodyProblem.class);
        checks.stream()
                .filter(check -> !check.passed())
                .forEach(check -> problems.add(check.problem()));
        return problems;
    }
}
