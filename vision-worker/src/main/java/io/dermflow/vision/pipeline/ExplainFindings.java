package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.imaging.explanation.Occlusion;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.overlay.Overlay;
import io.dermflow.vision.model.InputForm;
import io.dermflow.vision.model.LoadedModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws what the classifier's first class rests on, for the findings with the highest scores. On
/// paper, as [StoreOverlays] does: a grid of seven squares a side shows no person.
///
/// Costs [Occlusion#CELLS] answers of the classifier for each finding.
final class ExplainFindings {

    /// The step's name.
    static final String STEP = "heatmap";

    /// Findings with a heat map; the others have none.
    private static final int MOST = 3;

    /// Calls at once: enough to fill a batch, few beside the queue that all jobs share.
    private static final int AT_ONCE = 8;

    private static final int DIGITS = 4;

    private ExplainFindings() {}

    /// A finding with its explanation, and the heat map that it names.
    record Explained(Finding finding, StoreOverlays.Drawing drawing) {}

    /// What the first findings' classes rest on.
    ///
    /// @param lesions in the order of the findings
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static List<HeatMap> heats(List<Lesion> lesions, LoadedModel classifier) {
        return lesions.stream()
                .limit(MOST)
                .map(lesion -> heat(ClassifyLesions.input(lesion, classifier.input()), classifier))
                .toList();
    }

    /// @param lesions in the order of the findings
    /// @param findings classified
    /// @param heats of the first of them
    /// @param form of the classifier's input
    static List<Explained> drawn(
            List<Lesion> lesions, List<Finding> findings, List<HeatMap> heats, InputForm form) {
        return IntStream.range(0, heats.size())
                .mapToObj(i -> explained(lesions.get(i), findings.get(i), heats.get(i), form))
                .toList();
    }

    private static Explained explained(
            Lesion lesion, Finding finding, HeatMap heat, InputForm form) {
        String name = "heatmap-" + finding.id() + ".png";
        var why =
                new Finding.Explanation(
                        name,
                        Occlusion.METHOD,
                        finding.classes().getFirst().name(),
                        Rounded.to(heat.strength(), DIGITS));
        return new Explained(
                finding.explained(why),
                new StoreOverlays.Drawing(name, "heatmap", drawn(lesion, finding, form, heat)));
    }

    private static byte[] drawn(Lesion lesion, Finding finding, InputForm form, HeatMap heat) {
        var image = lesion.picture().image();
        double toFull = 1 / image.scale();
        Box seen = ClassifyLesions.seen(lesion, form);
        var where =
                new Box(
                        seen.x() * toFull,
                        seen.y() * toFull,
                        seen.width() * toFull,
                        seen.height() * toFull);
        return Overlay.heatOnPaper(
                image.fullWidth(),
                image.fullHeight(),
                heat,
                where,
                List.of(StoreOverlays.marking(finding)));
    }

    private static HeatMap heat(ByteBuffer input, LoadedModel classifier) {
        InputForm form = classifier.input();
        var occlusion = new Occlusion(input, form.width(), form.height());
        List<ByteBuffer> hidden =
                Stream.generate(() -> ByteBuffer.allocateDirect(input.capacity()))
                        .limit(AT_ONCE)
                        .toList();
        float[] whole = probabilities(classifier.variations(List.of(input)).getFirst());
        int best = new ClassProbabilities(whole).best();
        List<Double> falls = new ArrayList<>();
        for (int first = 0; first < Occlusion.CELLS; first += AT_ONCE) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("nobody waits for the heat map any more");
            }
            int count = Math.min(AT_ONCE, Occlusion.CELLS - first);
            for (int i = 0; i < count; i++) {
                occlusion.hide(first + i, hidden.get(i));
            }
            for (Answer answer : classifier.variations(hidden.subList(0, count))) {
                falls.add((double) whole[best] - probabilities(answer)[best]);
            }
        }
        return new HeatMap(falls);
    }

    private static float[] probabilities(Answer answer) {
        if (answer instanceof ClassProbabilities classes) {
            return classes.values();
        }
        throw new IllegalStateException("the classifier answers " + answer);
    }
}
