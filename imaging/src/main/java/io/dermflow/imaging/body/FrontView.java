package io.dermflow.imaging.body;

import io.dermflow.imaging.body.Silhouette.Run;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Breadths of a person who faces the camera, arms a little away from the body, in pixels.
///
/// @param height of the outline
/// @param widths shoulder, chest, waist, hip; empty when a problem forbids them
/// @param problems in the picture
public record FrontView(int height, List<Width> widths, Set<BodyProblem> problems) {

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

    /// Steeper arms than this are lifted: the shoulder's breadth can't be read any more.
    private static final double STEEPEST_DEGREES = 65;

    public FrontView {
        widths = List.copyOf(widths);
        problems = Set.copyOf(problems);
    }

    static FrontView of(Silhouette person) {
        var axis = person.axis();
        if (!isPerson(person, axis)) {
            return without(person, EnumSet.of(BodyProblem.NO_BODY));
        }
        if (person.cropped()) {
            return without(person, EnumSet.of(BodyProblem.BODY_CROPPED));
        }
        var chest = chestLevel(person, axis);
        var arms =
                chest.flatMap(level -> Arms.between(person, axis, level, Level.WAIST.share))
                        .filter(pair -> pair.steepestDegrees() <= STEEPEST_DEGREES);
        if (chest.isEmpty() || arms.isEmpty()) {
            return without(person, EnumSet.of(BodyProblem.POSE_ARMS));
        }
        return read(person, axis, chest.get(), arms.get());
    }

    private static FrontView read(Silhouette person, double axis, double chestLevel, Arms arms) {
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
            return without(person, EnumSet.of(BodyProblem.POSE_ARMS));
        }
        var widths = List.of(shoulder.get(), chest.get(), waist.get(), hip.get());
        var height = (double) person.height();
        var usual =
                Level.CHEST.breadthOccurs(chest.get().pixels() / height)
                        && Level.WAIST.breadthOccurs(waist.get().pixels() / height)
                        && Level.HIP.breadthOccurs(hip.get().pixels() / height)
                        && shoulder.get().pixels() > chest.get().pixels();
        return usual
                ? new FrontView(person.height(), widths, EnumSet.noneOf(BodyProblem.class))
                : without(person, EnumSet.of(BodyProblem.BODY_IMPLAUSIBLE));
    }

    private static FrontView without(Silhouette person, Set<BodyProblem> problems) {
        return new FrontView(person.height(), List.of(), problems);
    }

    /// Something upright with a head on a trunk that is wider.
    static boolean isPerson(Silhouette person, double axis) {
        var height = (double) person.height();
        var head = person.trunk(0.93, axis).map(run -> run.width() / height).orElse(0.0);
        var waist =
                person.trunk(Level.WAIST.share, axis).map(run -> run.width() / height).orElse(0.0);
        return head >= LEAST_HEAD
                && head <= GREATEST_HEAD
                && waist > 0
                && person.width() < height
                && person.fullness() > 0.15
                && person.fullness() < 0.85;
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
