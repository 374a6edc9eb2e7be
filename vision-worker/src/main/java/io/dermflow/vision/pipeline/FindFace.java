package io.dermflow.vision.pipeline;

import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.vision.model.LoadedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opencv.core.Mat;

/// Looks for a face everywhere, and then closely at the best places. It is a face only if the close
/// looks say so too; its landmarks are their mean.
final class FindFace {

    /// Mean score of the close looks that a face needs. What people and pictures without a face get
    /// stands in `training/evaluation/face-people.json` and `face-landmarks-v1.2.json`.
    static final double LEAST_SCORE = 0.5;

    /// How much of the side of each close look the face takes.
    private static final double[] SHARES = {0.5, 0.6, 0.7};

    private static final int PLACES = 3;
    private static final double SAME_PLACE = 0.3;

    /// Another face of at least this share of the found one's area counts as a second person.
    private static final double ABOUT_AS_LARGE = 0.4;

    private final Mat pixels;
    private final LoadedModel model;

    private FindFace(Mat pixels, LoadedModel model) {
        this.pixels = pixels;
        this.model = model;
    }

    /// One face in one look.
    private record Seen(FaceLandmarks landmarks, double score) {}

    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Optional<FoundFace> in(Picture picture, LoadedModel model) {
        List<Seen> faces = new FindFace(picture.image().pixels(), model).faces();
        return faces.stream()
                .max(Comparator.comparingDouble(Seen::score))
                .map(best ->
                        new FoundFace(best.landmarks(), best.score(), 1 + others(faces, best)));
    }

    /// All of them, in no order.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static List<FoundFace> allIn(Picture picture, LoadedModel model) {
        List<Seen> faces = new FindFace(picture.image().pixels(), model).faces();
        return faces.stream()
                .map(face -> new FoundFace(face.landmarks(), face.score(), faces.size()))
                .toList();
    }

    /// The face that a box may be.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Optional<FoundFace> at(Box box, Picture picture, LoadedModel model) {
        return new FindFace(picture.image().pixels(), model)
                .closely(box)
                .filter(face -> face.score() >= LEAST_SCORE)
                .map(face -> new FoundFace(face.landmarks(), face.score(), 1));
    }

    private List<Seen> faces() {
        return places().stream()
                .flatMap(place -> closely(place).stream())
                .filter(face -> face.score() >= LEAST_SCORE)
                .toList();
    }

    /// Several places may have led to one and the same face.
    private static int others(List<Seen> faces, Seen best) {
        Box own = best.landmarks().box();
        return (int)
                faces.stream()
                        .map(face -> face.landmarks().box())
                        .filter(box -> box.area() >= ABOUT_AS_LARGE * own.area())
                        .filter(box -> box.intersectionOverUnion(own) < SAME_PLACE)
                        .count();
    }

    private List<Box> places() {
        List<ScoredBox> found = new ArrayList<>();
        for (FaceSquare square : FaceSquare.over(pixels)) {
            Letterbox letterbox = letterbox(square);
            look(square).candidates().stream()
                    .map(one ->
                            new ScoredBox(
                                    square.toPicture(letterbox.undo(one.box())), one.score(), 0))
                    .filter(one -> one.box().area() > 0)
                    .forEach(found::add);
        }
        return NonMaximumSuppression.keep(found, SAME_PLACE, PLACES).stream()
                .map(index -> found.get(index).box())
                .toList();
    }

    /// Each look goes around what the one before found. A look that sees nothing counts as 0, and
    /// none is taken that can't make it a face any more.
    private Optional<Seen> closely(Box place) {
        Box around = place;
        List<Seen> looks = new ArrayList<>();
        for (double share : SHARES) {
            Optional<Seen> seen = best(FaceSquare.around(around, share));
            if (seen.isEmpty()) {
                break;
            }
            looks.add(seen.get());
            if (mostMean(looks) < LEAST_SCORE) {
                break;
            }
            around = seen.get().landmarks().box();
        }
        return looks.isEmpty() ? Optional.empty() : Optional.of(mean(looks));
    }

    /// If every look that is left were certain.
    private static double mostMean(List<Seen> looks) {
        double sum = looks.stream().mapToDouble(Seen::score).sum();
        return (sum + SHARES.length - looks.size()) / SHARES.length;
    }

    private static Seen mean(List<Seen> looks) {
        List<Point> points =
                IntStream.range(0, FaceLandmarks.COUNT).mapToObj(i -> mean(looks, i)).toList();
        double score = looks.stream().mapToDouble(Seen::score).sum() / SHARES.length;
        return new Seen(new FaceLandmarks(points), score);
    }

    private static Point mean(List<Seen> looks, int index) {
        double x = 0;
        double y = 0;
        for (Seen look : looks) {
            Point point = look.landmarks().points().get(index);
            x += point.x() / looks.size();
            y += point.y() / looks.size();
        }
        return new Point(x, y);
    }

    private Optional<Seen> best(FaceSquare square) {
        RawDetections found = look(square);
        return IntStream.range(0, found.candidates().size())
                .boxed()
                .max(Comparator.comparingDouble(index -> found.candidates().get(index).score()))
                .map(index ->
                        new Seen(
                                landmarks(found.poses().get(index), square),
                                found.candidates().get(index).score()));
    }

    private RawDetections look(FaceSquare square) {
        return model.predict(square.input(pixels, model.input()));
    }

    private Letterbox letterbox(FaceSquare square) {
        return square.letterbox(model.input());
    }

    private FaceLandmarks landmarks(Pose pose, FaceSquare square) {
        Letterbox letterbox = letterbox(square);
        return new FaceLandmarks(
                pose.keypoints().stream()
                        .map(point -> letterbox.undo(new Point(point.x(), point.y())))
                        .map(square::toPicture)
                        .toList());
    }
}
