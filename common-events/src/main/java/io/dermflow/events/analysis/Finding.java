package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing seen in one picture. Coordinates are pixels of the upright picture at its full size,
/// origin top left, where nothing else is said.
///
/// @param id `F1`, `F2`, … by falling score
/// @param image which picture of the capture, as in the job
/// @param label class name of the detector, for instance `lesion`
/// @param score 0..1, the detector's confidence, not a probability of disease
/// @param polygon outline of the mask as `[x, y]` pairs, at most 64 points; empty without a mask
/// @param areaPx area of the mask (of the box without a mask), in square pixels
/// @param areaFraction `areaPx` over the area of the picture, 0..1
/// @param classes what a classifier made of it, falling; empty when none ran
/// @param sizeMm absent without a scale
/// @param abcd absent when the mask was too small to measure
/// @param entropy of the classes' probabilities over its maximum, 0 (certain) to 1 (all alike);
///   absent when no classifier ran
/// @param explanation what the first class rests on; absent when nobody asked for it
/// @param answers which of the person's answers the classes count in, by their names in
///   [io.dermflow.events.LesionAnswers]; empty when they rest on the picture alone
/// @param alignedMm the points of `polygon` on the plane of the card in the same picture, or in
///   that of [SizeMm#scaleFrom], as it looks from above: millimetres, origin the card's upper left
///   corner, x along its long side, y down; empty without a scale, and in older records
/// @param explanations what each conclusion rests on, the first class (as `explanation` has it)
///   first; empty when nobody asked for it, and in older records
public record Finding(
        String id,
        String image,
        String label,
        double score,
        Box box,
        List<List<Double>> polygon,
        double areaPx,
        double areaFraction,
        List<ClassProbability> classes,
        @Nullable SizeMm sizeMm,
        @Nullable Abcd abcd,
        @Nullable Double entropy,
        @Nullable Explanation explanation,
        List<String> answers,
        List<List<Double>> alignedMm,
        List<Conclusion> explanations) {

    /// A class with a fifth of the shares is not to be passed over: low on purpose, because a
    /// needless visit to a clinician costs less than a missed one.
    public static final double NOTABLE_SHARE = 0.2;

    public Finding {
        polygon = polygon.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
        // Records written before the answers had no such member.
        answers = answers == null ? List.of() : List.copyOf(answers);
        alignedMm = alignedMm == null ? List.of() : alignedMm.stream().map(List::copyOf).toList();
        explanations = explanations == null ? List.of() : List.copyOf(explanations);
    }

    /// The same with what a classifier made of it, and of which answers.
    public Finding classified(
            List<ClassProbability> found, double foundEntropy, List<String> counted) {
        return with(found, foundEntropy, counted, explanation, explanations);
    }

    /// The same with what its conclusions rest on.
    ///
    /// @param why of the first class first
    public Finding explained(List<Conclusion> why) {
        return with(classes, entropy, answers, why.getFirst().explanation(), why);
    }

    private Finding with(
            List<ClassProbability> newClasses,
            @Nullable Double newEntropy,
            List<String> counted,
            @Nullable Explanation ofFirstClass,
            List<Conclusion> why) {
        return new Finding(
                id,
                image,
                label,
                score,
                box,
                polygon,
                areaPx,
                areaFraction,
                newClasses,
                sizeMm,
                abcd,
                newEntropy,
                ofFirstClass,
                counted,
                alignedMm,
                why);
    }

    /// Whether the malignant classes together have a notable share, for which a report says `soon`.
    public boolean likeMalignant() {
        return classes.stream()
                        .filter(ClassProbability::malignant)
                        .mapToDouble(ClassProbability::probability)
                        .sum()
                >= NOTABLE_SHARE;
    }

    /// Where in the picture a classifier's answer rests. It shows what moved the network, not why a
    /// lesion is what it is.
    ///
    /// @param artifact the heat map's name among the artifacts
    /// @param method for instance `occlusion-7x7`: one square after another was hidden
    /// @param className the class that is explained, as in `classes`
    /// @param strength 0..1: by how much the class's probability falls without the hottest place;
    ///   near 0 no single place decides
    public record Explanation(String artifact, String method, String className, double strength) {}

    /// Something that is concluded of the finding by its classes, with its [Explanation].
    ///
    /// @param kind `class`: that it is of this class, said of the first one and of each that has
    ///   [#NOTABLE_SHARE]; `malignant`: that it is [#likeMalignant]
    /// @param classNames whose probabilities together say so, as in `classes`
    /// @param artifact as of an explanation, and so the others
    public record Conclusion(
            String kind, List<String> classNames, String artifact, String method, double strength) {
        public Conclusion {
            classNames = List.copyOf(classNames);
        }

        private Explanation explanation() {
            return new Explanation(artifact, method, classNames.getFirst(), strength);
        }
    }

    /// Upper left corner and size, pixels.
    public record Box(double x, double y, double width, double height) {}

    /// One class of a classifier's answer.
    ///
    /// @param code ICD-10 or the manifest's own code
    /// @param name the model's class name
    /// @param layName what a person would call it
    public record ClassProbability(String code, String name, String layName, double probability) {

        /// ICD-10, chapter II: melanoma and other cancers of the skin, and both in situ.
        private static final List<String> MALIGNANT = List.of("C43", "C44", "D03", "D04");

        public boolean malignant() {
            return MALIGNANT.stream().anyMatch(code::startsWith);
        }
    }

    /// Largest diameter.
    ///
    /// @param uncertainty half the width of the 95 % interval, millimetres
    /// @param scaleFrom which picture of the capture shows the card: the finding's own, or `ref`,
    ///   which shows the same place of skin; absent in older records
    public record SizeMm(double value, double uncertainty, @Nullable String scaleFrom) {}

    /// The figures of the ABCD rule of dermoscopy (Stolz 1994), computed from the mask. Valid for
    /// melanocytic lesions under dermoscopy only; on a phone photo they describe, they don't judge.
    ///
    /// @param asymmetry 0..2 axes
    /// @param border 0..8 octants with an abrupt edge
    /// @param colours which of white, red, light_brown, dark_brown, blue_gray, black cover > 5 %
    /// @param eccentricity 0..1 of the mask's ellipse
    public record Abcd(int asymmetry, int border, List<String> colours, double eccentricity) {
        public Abcd {
            colours = List.copyOf(colours);
        }
    }
}
