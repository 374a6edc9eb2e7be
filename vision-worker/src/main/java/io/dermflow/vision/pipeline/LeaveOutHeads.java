package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Leaves out what the lesion net takes for a mark and is somebody's head: it has learnt from
/// close-ups and from no portrait. Looked at is only what was found: by the face net where it takes
/// a good part of the picture, by the pose net where it is the head of somebody further away. What
/// lies on a face and is smaller stays.
///
/// Failure semantics: without the two models everything stays.
final class LeaveOutHeads {

    /// Share of the picture that a finding's box takes before the face net is asked.
    private static final double LEAST_SHARE = 0.05;

    private final ActiveModels models;

    LeaveOutHeads(ActiveModels models) {
        this.models = models;
    }

    /// @param lesions that stay, in their order
    /// @param heads how many were left out
    /// @param offSkin how many were left out because there is no skin
    /// @param versions of the models that told the heads; none where there was none
    record Marks(List<Lesion> lesions, int heads, int offSkin, List<ModelVersion> versions) {

        static final Marks NOTHING = new Marks(List.of(), 0, 0, List.of());

        Marks {
            lesions = List.copyOf(lesions);
            versions = List.copyOf(versions);
        }

        /// Those on skin.
        Marks without(OffSkin off) {
            List<Lesion> onSkin = lesions.stream().filter(lesion -> !off.is(lesion)).toList();
            return new Marks(onSkin, heads, lesions.size() - onSkin.size(), versions);
        }
    }

    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    Marks of(List<Lesion> lesions) {
        List<Lesion> marks = new ArrayList<>();
        Set<ModelVersion> versions = new LinkedHashSet<>();
        Map<Picture, Optional<Eyes>> people = new HashMap<>();
        for (Lesion lesion : lesions) {
            Optional<LoadedModel> teller =
                    isLarge(lesion) ? byFace(lesion) : byPose(lesion, people);
            teller.ifPresentOrElse(
                    model -> versions.add(model.entry().asUsed()), () -> marks.add(lesion));
        }
        return new Marks(marks, lesions.size() - marks.size(), 0, List.copyOf(versions));
    }

    /// The net and all that may have a say here.
    List<ModelEntry> andTellers(LoadedModel net) {
        return Stream.concat(
                        Stream.of(net),
                        Stream.of(ActiveModels.FACE_LANDMARKS, ActiveModels.POSE)
                                .flatMap(task -> models.active(task).stream()))
                .map(LoadedModel::entry)
                .toList();
    }

    /// The model that tells a finding to be a head.
    private Optional<LoadedModel> byFace(Lesion lesion) {
        return models.active(ActiveModels.FACE_LANDMARKS)
                .filter(model ->
                        FindFace.at(lesion.box(), lesion.picture(), model)
                                .filter(face -> face.fills(lesion.box()))
                                .isPresent());
    }

    /// @param people who was seen in each picture that was looked at
    private Optional<LoadedModel> byPose(Lesion lesion, Map<Picture, Optional<Eyes>> people) {
        return models.active(ActiveModels.POSE)
                .filter(model ->
                        people.computeIfAbsent(lesion.picture(), picture -> Eyes.in(picture, model))
                                .filter(eyes -> eyes.within(lesion.box()))
                                .isPresent());
    }

    static boolean isLarge(Lesion lesion) {
        var image = lesion.picture().image();
        return lesion.box().area() >= LEAST_SHARE * image.width() * image.height();
    }
}
