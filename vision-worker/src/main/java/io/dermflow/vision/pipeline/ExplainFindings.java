package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Degradation;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws what each conclusion from a classifier's answers rests on, for the findings with the
/// highest scores. On paper, as [StoreOverlays] does: a grid of seven squares a side shows no
/// person.
///
/// Costs [Occlusion#CELLS] answers of the classifier for each finding, however much is concluded of
/// it.
final class ExplainFindings {

    /// The step's name.
    static final String STEP = "heatmap";

    /// Findings with heat maps: more of them would crowd the findings themselves out of an event
    /// ([EventSize]).
    private static final int MOST = 20;

    /// Calls at once: enough to fill a batch, few beside the queue that all jobs share.
    private static final int AT_ONCE = 8;

    private static final int DIGITS = 4;

    private final LoadedModel classifier;
    private final Map<String, Double> given;

    /// @param given what the person says, as the classes count it in
    ExplainFindings(LoadedModel classifier, Map<String, Double> given) {
        this.classifier = classifier;
        this.given = given;
    }

    /// A finding with its explanations, and the heat maps that they name.
    record Explained(Finding finding, List<StoreOverlays.Drawing> drawings) {}

    /// What the conclusions of the first findings rest on, of as many as there is time for.
    ///
    /// @param lesions in the order of the findings
    /// @param findings classified
    /// @return by finding, and by conclusion as [Concluded#of] has them
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    List<List<HeatMap>> heats(List<Lesion> lesions, List<Finding> findings, TimeForAnother time) {
        int most = Math.min(MOST, findings.size());
        List<List<HeatMap>> heats = new ArrayList<>();
        while (heats.size() < most && time.left()) {
            Lesion lesion = lesions.get(heats.size());
            heats.add(
                    heats(
                            ClassifyLesions.input(lesion, classifier.input()),
                            findings.get(heats.size())));
        }
        return heats;
    }

    /// @param lesions in the order of the findings
    /// @param findings classified
    /// @param heats of the first of them
    List<Explained> drawn(List<Lesion> lesions, List<Finding> findings, List<List<HeatMap>> heats) {
        return IntStream.range(0, heats.size())
                .mapToObj(i -> explained(lesions.get(i), findings.get(i), heats.get(i)))
                .toList();
    }

    /// With what is to be said where some findings have no heat maps and others have.
    static List<Degradation> withLeft(List<Degradation> lacking, int explained, int findings) {
        List<Degradation> all = new ArrayList<>(lacking);
        if (explained > 0 && explained < findings) {
            all.add(
                    new Degradation(
                            "heatmaps_truncated",
                            "Heat maps were drawn for %d of %d findings."
                                    .formatted(explained, findings)));
        }
        return all;
    }

    private Explained explained(Lesion lesion, Finding finding, List<HeatMap> heats) {
        List<Concluded> concluded = Concluded.of(finding);
        List<Finding.Conclusion> why = new ArrayList<>();
        List<StoreOverlays.Drawing> drawings = new ArrayList<>();
        for (int i = 0; i < concluded.size(); i++) {
            Concluded one = concluded.get(i);
            HeatMap heat = heats.get(i);
            why.add(
                    new Finding.Conclusion(
                            one.kind(),
                            one.classNames(),
                            one.artifact(),
                            Occlusion.METHOD,
                            Rounded.to(heat.strength(), DIGITS)));
            drawings.add(
                    new StoreOverlays.Drawing(
                            one.artifact(), "heatmap", drawn(lesion, finding, heat)));
        }
        return new Explained(finding.explained(why), drawings);
    }

    private byte[] drawn(Lesion lesion, Finding finding, HeatMap heat) {
        var image = lesion.picture().image();
        Box seen = ClassifyLesions.seen(lesion, classifier.input());
        return Overlay.heatOnPaper(
                image.fullWidth(),
                image.fullHeight(),
                heat,
                seen.scaled(1 / image.scale()),
                List.of(StoreOverlays.marking(finding)));
    }

    private List<HeatMap> heats(ByteBuffer input, Finding finding) {
        InputForm form = classifier.input();
        var occlusion = new Occlusion(input, form.width(), form.height());
        List<ByteBuffer> hidden =
                Stream.generate(() -> ByteBuffer.allocateDirect(input.capacity()))
                        .limit(AT_ONCE)
                        .toList();
        List<float[]> shares = new ArrayList<>();
        for (int first = 0; first < Occlusion.CELLS; first += AT_ONCE) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("nobody waits for the heat map any more");
            }
            int count = Math.min(AT_ONCE, Occlusion.CELLS - first);
            for (int i = 0; i < count; i++) {
                occlusion.hide(first + i, hidden.get(i));
            }
            shares.addAll(shares(hidden.subList(0, count)));
        }
        float[] whole = shares(List.of(input)).getFirst();
        return Concluded.of(finding).stream().map(one -> heat(one, whole, shares)).toList();
    }

    /// @param whole share by class of the whole input
    /// @param hidden the same by hidden cell
    private HeatMap heat(Concluded conclusion, float[] whole, List<float[]> hidden) {
        int[] places =
                IntStream.range(0, whole.length)
                        .filter(i ->
                                conclusion.classNames().contains(classifier.entry().row(i).name()))
                        .toArray();
        double before = together(whole, places);
        return new HeatMap(
                hidden.stream().map(shares -> before - together(shares, places)).toList());
    }

    private static double together(float[] shares, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> shares[place]).sum();
    }

    private List<float[]> shares(List<ByteBuffer> inputs) {
        return classifier.variations(inputs).stream().map(this::shares).toList();
    }

    private float[] shares(Answer answer) {
        if (answer instanceof ClassProbabilities seen) {
            return CountAnswers.count(seen, given, classifier.entry().answers()).shares().values();
        }
        throw new IllegalStateException("the classifier answers " + answer);
    }
}
