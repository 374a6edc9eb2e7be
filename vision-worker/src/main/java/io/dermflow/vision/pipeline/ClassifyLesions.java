package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.InputForm;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/// The second stage: a classifier looks at each lesion by itself. Without a model for the task
/// `lesion-dx` nothing changes.
///
/// Probabilities are what the model says after the manifest's temperature, with what the person
/// says counted in where the manifest says how much; codes and lay names come from the manifest's
/// table.
final class ClassifyLesions {

    /// Skin around the box, as part of its longer side: classifiers are trained on lesions with
    /// some skin around them.
    private static final double MARGIN = 0.25;

    private static final int DIGITS = 4;

    private final ActiveModels models;

    ClassifyLesions(ActiveModels models) {
        this.models = models;
    }

    /// The classifier that answers now; held for one analysis, so that its version stands for all
    /// of the analysis' findings.
    Optional<LoadedModel> classifier() {
        return models.active(ActiveModels.LESION_DX);
    }

    /// What the person says of the lesions; where there is more than one, nobody knows of which, so
    /// that only what holds for all of them counts.
    static Map<String, Double> given(List<Lesion> lesions, AnalysisOptions options) {
        return Optional.ofNullable(options.lesionAnswers())
                .map(all -> lesions.size() == 1 ? all : all.ofPerson())
                .map(LesionAnswers::given)
                .orElse(Map.of());
    }

    /// @param lesions in the order of the findings
    /// @param given as [#given] has it
    /// @return the findings with their classes, most probable first
    static List<Finding> classify(
            List<Lesion> lesions,
            List<Finding> findings,
            Map<String, Double> given,
            LoadedModel classifier) {
        List<Finding> classified = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            CountAnswers.Told told =
                    CountAnswers.count(
                            answer(lesions.get(i), classifier),
                            given,
                            classifier.entry().answers());
            classified.add(with(findings.get(i), told, classifier));
        }
        return classified;
    }

    /// Beside what a result lacks, what the manifest says of this classifier's answers, where there
    /// are any.
    static List<Degradation> withCaution(
            List<Degradation> lacking, List<Finding> findings, Optional<LoadedModel> classifier) {
        List<Degradation> all = new ArrayList<>(lacking);
        classifier
                .filter(_ -> !findings.isEmpty())
                .map(model -> model.entry().caution())
                .ifPresent(caution -> all.add(KnownLimit.WEAK_CLASSIFIER.because(caution)));
        return all;
    }

    private static ClassProbabilities answer(Lesion lesion, LoadedModel model) {
        if (model.answer(input(lesion, model.input())) instanceof ClassProbabilities answer) {
            return answer;
        }
        throw new IllegalStateException(model.entry().name() + " is no classifier");
    }

    private static Finding with(Finding finding, CountAnswers.Told told, LoadedModel model) {
        ClassProbabilities answer = told.shares();
        List<Finding.ClassProbability> classes = new ArrayList<>();
        for (int i = 0; i < answer.values().length; i++) {
            ModelEntry.ClassRow row = model.entry().row(i);
            classes.add(
                    new Finding.ClassProbability(
                            row.code(),
                            row.name(),
                            row.layName(),
                            Rounded.to(answer.values()[i], DIGITS)));
        }
        classes.sort(Comparator.comparingDouble(Finding.ClassProbability::probability).reversed());
        return finding.classified(
                classes, Rounded.to(answer.normalisedEntropy(), DIGITS), told.counted());
    }

    /// What the classifier sees of a lesion.
    static ByteBuffer input(Lesion lesion, InputForm form) {
        Mat picture = lesion.picture().image().pixels();
        Mat crop = picture.submat(around(lesion.box(), picture));
        try {
            return form.of(crop);
        } finally {
            crop.release();
        }
    }

    /// Which part of the picture that is, in pixels of its working size. Grey borders reach over
    /// it.
    static Box seen(Lesion lesion, InputForm form) {
        Rect crop = around(lesion.box(), lesion.picture().image().pixels());
        double scaleX = form.width() / (double) crop.width;
        double scaleY = form.height() / (double) crop.height;
        double scale =
                switch (form.resize()) {
                    case CROP -> Math.max(scaleX, scaleY);
                    case LETTERBOX -> Math.min(scaleX, scaleY);
                    case STRETCH -> 0;
                };
        return Box.ofCentre(
                crop.x + crop.width / 2.0,
                crop.y + crop.height / 2.0,
                scale > 0 ? form.width() / scale : crop.width,
                scale > 0 ? form.height() / scale : crop.height);
    }

    /// A square with the margin, as far as the picture goes.
    private static Rect around(Box box, Mat picture) {
        double side = Math.max(box.width(), box.height()) * (1 + 2 * MARGIN);
        double centreX = box.x() + box.width() / 2;
        double centreY = box.y() + box.height() / 2;
        Box square = Box.ofCentre(centreX, centreY, side, side);
        Box inside = square.clippedTo(picture.cols(), picture.rows());
        int left = Math.clamp((int) inside.x(), 0, picture.cols() - 1);
        int top = Math.clamp((int) inside.y(), 0, picture.rows() - 1);
        int width = Math.clamp((int) Math.ceil(inside.width()), 1, picture.cols() - left);
        int height = Math.clamp((int) Math.ceil(inside.height()), 1, picture.rows() - top);
        return new Rect(left, top, width, height);
    }
}
