package io.dermflow.vision.model;

import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.ClassScores;
import io.dermflow.imaging.detections.EndToEndYolo;
import io.dermflow.imaging.detections.Head;
import io.dermflow.imaging.detections.OutputContract;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RawYolo;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.detections.SemanticMask;
import io.dermflow.imaging.face.FaceLandmarks;

/// The tasks that the pipeline knows need answers of a certain kind.
final class TaskNeeds {

    /// Classes of CelebAMask-HQ, with the background.
    private static final int FACE_PARTS = 19;

    private TaskNeeds() {}

    /// @throws ModelRefused if the pipeline knows the task and can't use what the model answers
    static void require(String task, LoadedModel model) {
        OutputContract contract = model.contract();
        boolean wrong =
                switch (task) {
                    case ActiveModels.LESION ->
                            contract instanceof ClassScores
                                    || contract instanceof SemanticMask
                                    || contract.kind().wireName().contains("pose")
                                    || contract.kind().wireName().equals("movenet")
                                    || model.input().resize() != InputForm.Resize.LETTERBOX;
                    case ActiveModels.LESION_DX -> !(contract instanceof ClassScores);
                    case ActiveModels.PERSON ->
                            !outlinesPersons(model)
                                    || model.input().resize() != InputForm.Resize.LETTERBOX;
                    case ActiveModels.SKIN ->
                            !segmentsSkin(model)
                                    || model.input().resize() != InputForm.Resize.LETTERBOX;
                    case ActiveModels.POSE ->
                            !contract.kind().wireName().equals("movenet")
                                    || model.input().resize() != InputForm.Resize.LETTERBOX;
                    case ActiveModels.FACE_LANDMARKS -> !givesFaceLandmarks(contract);
                    case ActiveModels.FACE_PARSING -> !outlinesFaceParts(model);
                    default -> false;
                };
        if (wrong) {
            throw new ModelRefused(
                    "%s: the task %s can't use output of the kind %s with resize %s"
                            .formatted(
                                    ModelFile.label(model.entry()),
                                    task,
                                    contract.kind().wireName(),
                                    model.input().resize()));
        }
    }

    /// By one grid for the only class or that named `person`, or by a mask for each box.
    private static boolean outlinesPersons(LoadedModel model) {
        return switch (model.contract().decode(model.sample())) {
            case RegionGrids grids ->
                    grids.classes() == 1
                            || model.entry().output().names().contains(ActiveModels.PERSON);
            case RawDetections detections ->
                    detections.mask() != null || detections.prototypes() != null;
            case ClassProbabilities _, Pose _ -> false;
        };
    }

    /// By one grid for the only class or that named `skin`.
    private static boolean segmentsSkin(LoadedModel model) {
        return model.contract().decode(model.sample()) instanceof RegionGrids grids
                && (grids.classes() == 1
                        || model.entry().output().names().contains(ActiveModels.SKIN));
    }

    private static boolean givesFaceLandmarks(OutputContract contract) {
        return switch (contract) {
            case RawYolo(int _, Head.Keypoints(int count, int _), double _) ->
                    count == FaceLandmarks.COUNT;
            case EndToEndYolo(Head.Keypoints(int count, int _), double _) ->
                    count == FaceLandmarks.COUNT;
            default -> false;
        };
    }

    private static boolean outlinesFaceParts(LoadedModel model) {
        return model.contract().decode(model.sample()) instanceof RegionGrids grids
                && grids.classes() == FACE_PARTS;
    }
}
