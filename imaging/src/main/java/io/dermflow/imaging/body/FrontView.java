package io.dermflow.imaging.body;

import io.dermflow.imaging.body.Silhouette.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Breadths of a person who faces the camera, arms a little away from the body, in pixels.
///
/// @param height of the outline
/// @param widths shoulder, chest, waist, hip; empty when a problem forbids them
/// @param checks of the picture, at most one per problem; none after the first that failed
public record FrontView(double height, List<Width> widths, List<BodyCheck> checks) {

    /// Where the arms' caps are widest.
    private static final double SHOULDER = 0.788;

    private static final double SHOULDER_DEVIATION = 0.0093;

    /// How far below its usual height the chest is looked for where an armpit closes the gap.
    private static final double ARMPIT = 0.035;

    private static final double STEP = 0.005;

    /// A breadth of the hips is the greatest between these heights.
    private static final double HIP_LOWEST = 0.487;

    private static final double HIP_HIGHEST = 0.545;

    /// Least thickness of an arm, share of the height.
    private static final double ARM = 0.012;

    /// Of a head, share of the height: half of ANSUR's least, and twice its greatest for hair.
    private static final double LEAST_HEAD = 0.04;

    private static final double GREATEST_HEAD = 0.22;

    /// Between the hands, share of the height.
    private static final double WIDEST = 1;

    /// A box fills the rectangle around it, a person doesn't.
    private static final double LEAST_FULL = 0.15;

    private static final double GREATEST_FULL = 0.85;

    /// Steeper arms than this are lifted: the shoulder's breadth can't be read any more.
    private static final double STEEPEST_DEGREES = 65;

    public FrontView {
        widths = List.copyOf(widths);
        checks = List.copyOf(checks);
    }

    public Set<BodyProblem> problems() {
        return BodyCheck.problems(checks);
    }

    static FrontView of(Silhouette person) {
        var axis = person.axis();
        List<BodyCheck> checks = new ArrayList<>();
        checks.add(upright(person, axis));
        if (checks.getLast().passed()) {
            checks.add(person.whole());
        }
        if (!checks.getLast().passed()) {
            return without(person, checks);
        }
        var chest = chestLevel(person, axis);
        var arms = chest.flatMap(level -> Arms.between(person, axis, level, Level.WAIST.share));
        checks.add(apart(arms));
        return chest.isEmpty() || arms.isEmpty() || !checks.getLast().passed()
                ? without(person, checks)
                : read(person, axis, chest.get(), arms.get(), checks);
    }

    private static FrontView read(
            Silhouette person, double axis, double chestLevel, Arms arms, List<BodyCheck> checks) {
        var shoulder = shoulder(person, axis, arms);
        var chest =
                Widths.at(
                        "chest",
                        person,
                        axis,
                        chestLevel,
                        Level.CHEST.deviation + Level.CHEST.share - chestLevel);
        var waist = Widths.at("waist", person, axis, Level.WAIST.share, Level.WAIST.deviation);
        var hip = Widths.widest("hip", person, axis, HIP_LOWEST, HIP_HIGHEST);
        if (shoulder.isEmpty() || chest.isEmpty() || waist.isEmpty() || hip.isEmpty()) {
            checks.set(checks.size() - 1, apart(Optional.empty()));
            return without(person, checks);
        }
        var height = person.height();
        checks.add(
                BodyCheck.decisive(
                        List.of(
                                Level.CHEST.breadth(chest.get().pixels() / height),
                                Level.WAIST.breadth(waist.get().pixels() / height),
                                Level.HIP.breadth(hip.get().pixels() / height),
                                BodyCheck.atLeast(
                                        BodyProblem.BODY_IMPLAUSIBLE,
                                        shoulder.get().pixels() / height,
                                        chest.get().pixels() / height,
                                        BodyCheck.SHARE))));
        return checks.getLast().passed()
                ? new FrontView(
                        person.height(),
                        List.of(shoulder.get(), chest.get(), waist.get(), hip.get()),
                        checks)
                : without(person, checks);
    }

    private static FrontView without(Silhouette person, List<BodyCheck> checks) {
        return new FrontView(person.height(), List.of(), checks);
    }

    /// Something upright with a head on a trunk: shares of its height, and of the rectangle around.
    static BodyCheck upright(Silhouette person, double axis) {
        var height = person.height();
        var head = person.trunk(0.93, axis).map(run -> run.width() / height).orElse(0.0);
        var waist =
                person.trunk(Level.WAIST.share, axis).map(run -> run.width() / height).orElse(0.0);
        return BodyCheck.decisive(
                List.of(
                        BodyCheck.between(
                                BodyProblem.NO_BODY,
                                head,
                                LEAST_HEAD,
                                GREATEST_HEAD,
                                BodyCheck.SHARE),
                        BodyCheck.atLeast(BodyProblem.NO_BODY, waist, LEAST_HEAD, BodyCheck.SHARE),
                        BodyCheck.atMost(
                                BodyProblem.NO_BODY,
                                person.width() / height,
                                WIDEST,
                                BodyCheck.SHARE),
                        BodyCheck.between(
                                BodyProblem.NO_BODY,
                                person.fullness(),
                                LEAST_FULL,
                                GREATEST_FULL,
                                BodyCheck.SHARE)));
    }

    /// Daylight between arms and trunk, and the arms not lifted.
    private static BodyCheck apart(Optional<Arms> arms) {
        return BodyCheck.decisive(
                List.of(
                        BodyCheck.atLeast(
                                BodyProblem.POSE_ARMS,
                                arms.map(Arms::gap).orElse(0),
                                1,
                                BodyCheck.PIXELS),
                        BodyCheck.atMost(
                                BodyProblem.POSE_ARMS,
                                arms.map(Arms::steepestDegrees).orElse(0.0),
                                STEEPEST_DEGREES,
                                "degrees")));
    }

    private static Optional<Double> chestLevel(Silhouette person, double axis) {
        for (var share = Level.CHEST.share; share > Level.CHEST.share - ARMPIT; share -= STEP) {
            if (Arms.beside(person, axis, share, ARM).isPresent()) {
                return Optional.of(share);
            }
        }
        return Optional.empty();
    }

    /// ANSUR's bideltoid breadth, which is measured with hanging arms: a slanting arm is cut
    /// horizontally by 1 / cos more than it is thick, and that is taken off.
    private static Optional<Width> shoulder(Silhouette person, double axis, Arms arms) {
        return person.trunk(SHOULDER, axis)
                .map(run -> {
                    var above = person.trunk(SHOULDER + SHOULDER_DEVIATION, axis).map(Run::width);
                    var below = person.trunk(SHOULDER - SHOULDER_DEVIATION, axis).map(Run::width);
                    var level =
                            Math.abs(below.orElse(run.width()) - above.orElse(run.width())) / 2.0;
                    return Width.of("shoulder", run, run.width() - arms.slant(), level);
                });
    }
}
