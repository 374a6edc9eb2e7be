package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.face.DarkLenses;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.face.FaceLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether a face is good enough to be judged: one, large enough, within the frame, not turned
/// away. The limits are ours.
final class JudgeFace {

    /// Pixels between the eyes, of the picture at working size, below which a landmark's error
    /// hides the form.
    private static final double SMALLEST = 24;

    /// Share of the outline outside the frame.
    private static final double MOST_OUTSIDE = 0.06;

    /// Degrees from which on the form is only a hint, and from which on it is none.
    private static final double TURNED = 15;

    private static final double TURNED_AWAY = 30;
    private static final double TURNED_AWAY_FOR_THE_STRICT = 20;

    /// Degrees that the line between the eyes may lean. On rendered faces the landmarks of v1.0 are
    /// off by 0.028 eye distances upright, by 0.036 here and by 0.064 at 40
    /// (`training/face/tilt.py`).
    private static final double TILTED = 30;

    /// Of the lightest zone of the face in the darkest: [FaceLight] has the source.
    private static final double EVENLY_LIT = 0.5;

    /// [FaceLandmarks#eyeOpenness]: of 22 people in photographs those four whose lids are seen down
    /// have 0.16 at most, the others 0.23 at least (`training/evaluation/face-people.json`).
    private static final double OPEN = 0.175;

    /// Share of the forehead that the skin model calls skin.
    private static final double BARE_FOREHEAD = 0.5;

    /// [DarkLenses#brightness]: `training/evaluation/face-people.json` has what people get.
    private static final double BRIGHT_AROUND_THE_EYES = 0.45;

    private static final String STRICT = "strict";

    private final String image;
    private final List<Check> checks = new ArrayList<>();

    private JudgeFace(String image) {
        this.image = image;
    }

    /// @param policy a stricter one wants the face straighter
    /// @param bareForehead share of the forehead that is skin, where it is known
    static List<Check> of(
            Picture picture,
            Optional<FoundFace> found,
            String policy,
            OptionalDouble bareForehead) {
        var judge = new JudgeFace(picture.kind());
        judge.atLeast(
                FaceProblem.NO_FACE,
                found.map(FoundFace::score).orElse(0.0),
                FindFace.LEAST_SCORE,
                "score");
        found.ifPresent(face -> judge.look(face, picture, policy, bareForehead));
        return judge.checks;
    }

    private void look(FoundFace face, Picture picture, String policy, OptionalDouble bareForehead) {
        FaceLandmarks landmarks = face.landmarks();
        double scale = picture.image().scale();
        atMost(FaceProblem.MULTIPLE_PEOPLE, face.faces(), 1, 1, "faces");
        atLeast(
                FaceProblem.FACE_TOO_SMALL,
                landmarks.eyeDistance() / scale,
                SMALLEST / scale,
                "px");
        atMost(
                FaceProblem.FACE_OUT_OF_BOUNDS,
                outside(picture, landmarks),
                MOST_OUTSIDE,
                MOST_OUTSIDE,
                "share");
        double limit = policy.equals(STRICT) ? TURNED_AWAY_FOR_THE_STRICT : TURNED_AWAY;
        atMost(
                FaceProblem.LARGE_FACE_ANGLE,
                Math.abs(landmarks.turnDegrees()),
                TURNED,
                limit,
                "degrees");
        atMost(
                FaceProblem.POSE_HEAD_TILT,
                Math.abs(landmarks.rollDegrees()),
                TILTED,
                TILTED,
                "degrees");
        FaceLight.evenness(picture.image().pixels(), landmarks)
                .ifPresent(
                        light -> atLeast(FaceProblem.LIGHTING_UNEVEN, light, EVENLY_LIT, "ratio"));
        atLeast(FaceProblem.EYES_CLOSED, landmarks.eyeOpenness(), OPEN, "ratio");
        DarkLenses.brightness(picture.image().pixels(), landmarks)
                .ifPresent(bright ->
                        atLeast(FaceProblem.GLASSES, bright, BRIGHT_AROUND_THE_EYES, "ratio"));
        bareForehead.ifPresent(
                bare -> atLeast(FaceProblem.FOREHEAD_COVERED, bare, BARE_FOREHEAD, "share"));
    }

    private static double outside(Picture picture, FaceLandmarks landmarks) {
        var outline = landmarks.outline();
        long out =
                outline.stream()
                        .filter(point ->
                                point.x() < 0
                                        || point.y() < 0
                                        || point.x() > picture.image().width()
                                        || point.y() > picture.image().height())
                        .count();
        return out / (double) outline.size();
    }

    private void atLeast(FaceProblem problem, double value, double limit, String unit) {
        add(problem, value, limit, unit, value < limit ? missed(problem) : Verdict.PASS);
    }

    private void atMost(FaceProblem problem, double value, double warn, double fail, String unit) {
        Verdict verdict =
                value > fail ? missed(problem) : value > warn ? Verdict.WARN : Verdict.PASS;
        add(problem, value, verdict == Verdict.WARN ? warn : fail, unit, verdict);
    }

    private static Verdict missed(FaceProblem problem) {
        return FaceProblem.HINTS.contains(problem) ? Verdict.WARN : Verdict.FAIL;
    }

    private void add(
            FaceProblem problem, double value, double limit, String unit, Verdict verdict) {
        checks.add(
                new Check(
                        image,
                        problem.code(),
                        Rounded.to(value, 3),
                        Rounded.to(limit, 3),
                        unit,
                        verdict));
    }
}
