package io.dermflow.imaging.body;

import io.dermflow.imaging.body.BodyWidths.Depths;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// From outlines to centimetres: breadths from the front, depths from the side, each at the height
/// where ANSUR II has it. Nothing is made up: where a picture doesn't show a width, there is none,
/// and the problem says why.
public final class ReadBody {

    /// Standard deviation of a height that people give: our estimate.
    private static final double HEIGHT_CM = 1;

    /// Of an outline's height as that of the body, relative: hair and soles. Our estimate.
    private static final double OUTLINE = 0.015;

    /// Where a width is worse known than this, the person is too small in the picture.
    private static final double WORST_WIDTH_CM = 2.5;

    /// Front and side may differ so much in size, relative.
    private static final double SAME_SIZE = 0.15;

    /// Card and height may differ so much, relative: the card is never quite in the body's plane.
    private static final double SAME_SCALE = 0.08;

    private final Optional<Outlined> front;
    private final Optional<Outlined> side;
    private final Optional<Double> heightCm;
    private final Optional<CardScale> card;
    private final Set<BodyProblem> problems = EnumSet.noneOf(BodyProblem.class);
    private final List<BodyCheck> ofFront = new ArrayList<>();
    private final List<BodyCheck> ofSide = new ArrayList<>();

    private ReadBody(
            Optional<Outlined> front,
            Optional<Outlined> side,
            Optional<Double> heightCm,
            Optional<CardScale> card,
            Stand stand) {
        this.front = front.map(seen -> stand.on(seen, Floor.TOES));
        this.side = side.map(seen -> stand.on(seen, Floor.NEAR_FOOT));
        this.heightCm = heightCm;
        this.card = card;
    }

    /// @param heightCm as the person gave it
    /// @param card in the picture from the front
    public static BodyReading of(
            Optional<Outlined> front,
            Optional<Outlined> side,
            Optional<Double> heightCm,
            Optional<CardScale> card) {
        return of(front, side, heightCm, card, Outlined::standing);
    }

    /// @param stand on which floor; another than [Outlined#standing] to see what that one brings
    static BodyReading of(
            Optional<Outlined> front,
            Optional<Outlined> side,
            Optional<Double> heightCm,
            Optional<CardScale> card,
            Stand stand) {
        return new ReadBody(front, side, heightCm, card, stand).reading();
    }

    /// Puts an outline on its floor.
    interface Stand {
        Outlined on(Outlined seen, double reach);
    }

    private BodyReading reading() {
        var frontView = front.map(seen -> FrontView.of(seen.person()));
        var sideView = side.map(seen -> SideView.of(seen.person()));
        frontView.ifPresent(view -> view.checks().forEach(check -> note(check, ofFront)));
        sideView.ifPresent(view -> view.checks().forEach(check -> note(check, ofSide)));
        var stature = stature(frontView);
        if (stature.isEmpty()) {
            problems.add(BodyProblem.NO_SCALE);
        }
        compareViews();
        compareScales(frontView);
        var breadths = frontView.filter(view -> !view.widths().isEmpty());
        var depths = sideView.filter(view -> !view.widths().isEmpty());
        if (stature.isEmpty() || breadths.isEmpty()) {
            return result(stature, Optional.empty(), InputErrors.NONE, frontView, sideView);
        }
        var errors = errors(stature.get(), breadths.get(), depths);
        var near = BodyCheck.atMost(BodyProblem.DISTANCE, errors.widthCm(), WORST_WIDTH_CM, "cm");
        note(near, ofFront);
        if (!near.passed()) {
            return result(stature, Optional.empty(), InputErrors.NONE, frontView, sideView);
        }
        var widths = widths(stature.get(), breadths.get(), depths);
        return result(stature, Optional.of(widths), errors, frontView, sideView);
    }

    private BodyReading result(
            Optional<Stature> stature,
            Optional<BodyWidths> widths,
            InputErrors errors,
            Optional<FrontView> frontView,
            Optional<SideView> sideView) {
        return new BodyReading(
                stature, widths, errors, frontView, sideView, problems, ofFront, ofSide);
    }

    private void note(BodyCheck check, List<BodyCheck> of) {
        of.add(check);
        if (!check.passed()) {
            problems.add(check.problem());
        }
    }

    private Optional<Stature> stature(Optional<FrontView> view) {
        if (heightCm.isPresent()) {
            return heightCm.map(cm ->
                    new Stature(
                            cm, new UncertaintyBudget(0, 0, 0, HEIGHT_CM), Stature.Source.INPUT));
        }
        return view.filter(seen -> !incomplete(seen))
                .flatMap(seen ->
                        card.map(scale -> {
                            var cm = seen.height() * scale.cmPerPixel();
                            return new Stature(
                                    cm,
                                    new UncertaintyBudget(
                                            cm * scale.deviation(), cm * outline(), 0, 0),
                                    Stature.Source.CARD);
                        }));
    }

    private static boolean incomplete(FrontView view) {
        return view.problems().contains(BodyProblem.NO_BODY)
                || view.problems().contains(BodyProblem.BODY_CROPPED);
    }

    private void compareViews() {
        if (front.isPresent() && side.isPresent()) {
            var one = front.get().person().shareOfPicture();
            var other = side.get().person().shareOfPicture();
            note(ratio(BodyProblem.VIEWS_DISAGREE, one, other, SAME_SIZE), ofSide);
        }
    }

    private void compareScales(Optional<FrontView> view) {
        if (view.isEmpty() || incomplete(view.get()) || card.isEmpty() || heightCm.isEmpty()) {
            return;
        }
        var byCard = view.get().height() * card.get().cmPerPixel();
        note(ratio(BodyProblem.SCALES_DISAGREE, byCard, heightCm.get(), SAME_SCALE), ofFront);
    }

    /// Of the greater to the smaller.
    private static BodyCheck ratio(
            BodyProblem problem, double one, double other, double logarithm) {
        return BodyCheck.atMost(
                problem,
                Math.max(one, other) / Math.min(one, other),
                Math.exp(logarithm),
                BodyCheck.RATIO);
    }

    private BodyWidths widths(Stature stature, FrontView breadths, Optional<SideView> depths) {
        var scale = frontScale(stature, breadths);
        List<Double> cm = breadths.widths().stream().map(width -> width.pixels() * scale).toList();
        return new BodyWidths(
                stature.cm(),
                cm.get(0),
                cm.get(1),
                cm.get(2),
                cm.get(3),
                depths.map(view -> {
                    List<Double> deep =
                            view.widths().stream()
                                    .map(width -> width.pixels() * stature.cm() / view.height())
                                    .toList();
                    return new Depths(deep.get(0), deep.get(1), deep.get(2));
                }));
    }

    /// A height that was given is the scale; the card's is it only without one.
    private double frontScale(Stature stature, FrontView view) {
        return switch (stature.source()) {
            case INPUT -> stature.cm() / view.height();
            case CARD -> card.orElseThrow().cmPerPixel();
        };
    }

    private InputErrors errors(Stature stature, FrontView breadths, Optional<SideView> depths) {
        var frontEdge = front.orElseThrow().edgePixels();
        var scale = frontScale(stature, breadths);
        List<Double> squares =
                Stream.concat(
                                breadths.widths().stream()
                                        .skip(1)
                                        .map(width -> square(width, frontEdge, scale)),
                                depths.stream()
                                        .flatMap(view ->
                                                view.widths().stream()
                                                        .map(width ->
                                                                square(
                                                                        width,
                                                                        side.orElseThrow()
                                                                                .edgePixels(),
                                                                        stature.cm()
                                                                                / view.height()))))
                        .toList();
        var mean = squares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        var byHeight = stature.source() == Stature.Source.INPUT;
        return new InputErrors(
                Math.sqrt(mean),
                Math.sqrt(square(breadths.widths().getFirst(), frontEdge, scale)),
                stature.deviationCm(),
                byHeight ? outline() : card.orElseThrow().deviation(),
                byHeight);
    }

    /// Of the height of the outline from the front, relative.
    private double outline() {
        return Math.hypot(
                OUTLINE, front.map(seen -> Floor.deviation(seen.person(), Floor.TOES)).orElse(0.0));
    }

    /// Variance of a width, square centimetres: two edges, and the height at which it was read.
    private static double square(Width width, double edgePixels, double cmPerPixel) {
        var pixels = Math.hypot(Math.sqrt(2) * edgePixels, width.levelPixels());
        return pixels * pixels * cmPerPixel * cmPerPixel;
    }
}
