package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.card.FoundCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a result lacks, said beside it.
final class Degradations {

    static final String SKIN = "skin";
    private static final Set<String> KNOWN = Set.of(SKIN, FaceAnalysis.FACE, BodyAnalysis.BODY);

    private Degradations() {}

    /// Of a job that came no further than the quality gate.
    static List<Degradation> ofPictures(AnalysisRequested job) {
        List<Degradation> lacking = new ArrayList<>();
        addUnknownProfile(job, lacking);
        return lacking;
    }

    /// Whatever was asked for.
    static List<Degradation> ofJob(AnalysisRequested job) {
        List<Degradation> lacking = new ArrayList<>();
        for (String analysis : job.analyses()) {
            if (!KNOWN.contains(analysis)) {
                lacking.add(
                        new Degradation(
                                "analysis_unavailable",
                                "This version does not analyse: " + analysis + "."));
            }
        }
        addUnknownProfile(job, lacking);
        return lacking;
    }

    /// Where skin was asked for.
    ///
    /// @param closeUps as [Views#closeUps] has them
    /// @param marks with what was detected and left out
    static List<Degradation> ofSkin(
            AnalysisRequested job,
            Views closeUps,
            Optional<SkinTone> tone,
            LeaveOutHeads.Marks marks,
            Steps steps) {
        List<Degradation> lacking = new ArrayList<>();
        if (marks.offSkin() > 0) {
            lacking.add(RetakeWords.lacking(NoSkin.CODE));
        }
        if (marks.heads() > 0) {
            lacking.add(
                    KnownLimit.FACE_IN_PICTURE.because(
                            "The picture shows a face: what was detected there is the face itself"
                                    + " and no finding. To have it analysed send it as 'portrait' or"
                                    + " with analyses=face; for a mark on it send a close-up."));
        }
        if (closeUps.none()) {
            lacking.add(
                    KnownLimit.NO_CLOSE_UP.because(
                            "No picture was taken of skin: lesions and features were looked for in"
                                    + " none, and the skin's colour comes from pictures of the"
                                    + " body. Send 'image' or 'portrait'."));
        }
        if (steps.has(AnalysisStep.TONE)) {
            skinColour(tone, closeUps).ifPresent(lacking::add);
        }
        if (!closeUps.none() && !closeUps.scaled()) {
            lacking.add(KnownLimit.NO_SCALE.because(noScale(closeUps)));
        }
        lacking.addAll(ofJob(job));
        return lacking;
    }

    /// With what was left out because it took too long.
    ///
    /// @param steps by their names
    static Analysis timedOut(Analysis analysis, List<String> steps) {
        List<Degradation> lacking = new ArrayList<>(analysis.degradations());
        steps.stream()
                .distinct()
                .forEach(step ->
                        lacking.add(
                                new Degradation(
                                        "step_timed_out",
                                        doing(step) + " took too long and was left out.")));
        return analysis.withFindings(analysis.findings(), lacking);
    }

    /// What a step does that can be left out, for people.
    private static String doing(String step) {
        return switch (step) {
            case ExplainFindings.STEP -> "Drawing heat maps";
            case "features" -> "Measuring the features of the skin";
            case FaceAnalysis.FACE -> "Looking for a face";
            case Calibration.SCALE_FROM_REF -> "Taking the scale from the picture of the card";
            case BodyAnalysis.CARD_BESIDE -> "Looking for a card beside the body";
            case "overlay" -> "Drawing what was found";
            case "masks" -> "Drawing the masks";
            default -> "A step of the analysis";
        };
    }

    private static String noScale(Views views) {
        if (views.reference().isPresent()) {
            return "The card is in a picture of its own, and from which distance the others were"
                    + " taken is not known: each has to show, clearly, the same place of skin as"
                    + " that picture; or lay the card beside what is to be measured.";
        }
        return views.cardDetected()
                ? "Not every picture shows the card, so that some sizes are not known."
                : "Without a scale no size in millimetres is known.";
    }

    private static void addUnknownProfile(AnalysisRequested job, List<Degradation> lacking) {
        if (job.images().stream()
                .anyMatch(image -> image.colourSpace().kind() == ColourSpace.Kind.UNKNOWN)) {
            lacking.add(
                    KnownLimit.COLOUR_PROFILE.because(
                            "The picture's colour profile was not understood."));
        }
    }

    private static Optional<Degradation> skinColour(Optional<SkinTone> tone, Views closeUps) {
        if (tone.isEmpty()) {
            return Optional.of(
                    KnownLimit.NO_PLAIN_SKIN.because(
                            "Too little plain skin to measure its colour."));
        }
        return tone.filter(measured -> !closeUps.none() && measured.confidence().equals("low"))
                .map(measured -> KnownLimit.NO_COLOUR_CARD.because(noColour(measured, closeUps)));
    }

    private static String noColour(SkinTone measured, Views closeUps) {
        if (measured.calibrated()) {
            return "The card's colours could not be read, only its paper: the skin's colour has"
                    + " low confidence.";
        }
        return closeUps.reference()
                        .filter(card -> card.kind() == FoundCard.Kind.MARKERS)
                        .isPresent()
                ? "The card is in a picture of its own, and whether its light is that of the others"
                        + " is not known: the skin's colour has low confidence. All have to show"
                        + " skin that looks the same."
                : "Without a colour card the skin's colour has low confidence.";
    }
}
