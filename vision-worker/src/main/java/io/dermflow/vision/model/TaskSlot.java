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
import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models of one task: the one that answers, the one before it, which stays loaded so that a
/// rollback is immediate, the shadow, and older ones on their way out.
///
/// Failure semantics: a version that is refused changes nothing, and [#trouble()] says why. A
/// version that is switched away from still answers whoever holds it, and is closed when nobody has
/// asked it for a while.
///
/// Written under the lock of [ActiveModels]; read by anybody.
final class TaskSlot {

    private static final Logger LOG = LoggerFactory.getLogger(TaskSlot.class);

    /// Classes of CelebAMask-HQ, with the background.
    private static final int FACE_PARTS = 19;

    private final String task;
    private final ModelMeter meter;
    private final Function<ModelEntry, LoadedModel> loader;
    private final List<LoadedModel> leaving = new ArrayList<>();

    private volatile @Nullable LoadedModel active;
    private volatile @Nullable LoadedModel previous;
    private volatile @Nullable Shadow shadow;
    private volatile String trouble = "";
    private ModelEntry.@Nullable Serving refused;
    private String refusal = "";

    /// @param loader loads beside what runs, checks and warms
    TaskSlot(String task, ModelMeter meter, Function<ModelEntry, LoadedModel> loader) {
        this.task = task;
        this.meter = meter;
        this.loader = loader;
        meter.watch(this);
    }

    String task() {
        return task;
    }

    Optional<LoadedModel> active() {
        return Optional.ofNullable(active);
    }

    Optional<LoadedModel> shadow() {
        return Optional.ofNullable(shadow).map(Shadow::model);
    }

    /// Everything that could answer now, the active one first.
    Stream<LoadedModel> loaded() {
        return Stream.of(active(), Optional.ofNullable(previous), shadow())
                .flatMap(Optional::stream);
    }

    /// Why the manifest's present state is not what runs; empty when it is.
    String trouble() {
        return trouble;
    }

    /// Makes what the manifest wants the case, as far as it can be done.
    void follow(Manifest manifest, Shadow.Reports reports) {
        try {
            activate(manifest.active(task));
            shade(manifest.shadow(task), reports);
            trouble = "";
        } catch (ModelRefused | DependencyUnavailable e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("model could not be loaded task={}", task, e);
            say(e.toString());
        }
    }

    private void activate(Optional<ModelEntry> wanted) {
        if (wanted.isEmpty()) {
            retire(active);
            active = null;
            return;
        }
        LoadedModel old = active;
        if (old != null && old.declared().serving().equals(wanted.get().serving())) {
            return;
        }
        LoadedModel next = previously(wanted.get()).orElseGet(() -> load(wanted.get()));
        if (previous != next) {
            retire(previous);
        }
        previous = old;
        active = next;
        if (old != null) {
            old.echoTo((_, _) -> {});
            meter.switched(task);
            LOG.info(
                    "model switched task={} from={} to={}",
                    task,
                    ModelFile.label(old.entry()),
                    ModelFile.label(next.entry()));
        }
    }

    private Optional<LoadedModel> previously(ModelEntry wanted) {
        return Optional.ofNullable(previous)
                .filter(model -> model.declared().serving().equals(wanted.serving()));
    }

    /// A version that was refused is not tried again until the manifest names another.
    private LoadedModel load(ModelEntry wanted) {
        if (wanted.serving().equals(refused)) {
            throw new ModelRefused(refusal);
        }
        try {
            LoadedModel loaded = loader.apply(wanted);
            try {
                requireFit(loaded);
            } catch (ModelRefused e) {
                loaded.close();
                throw e;
            }
            refused = null;
            return loaded;
        } catch (ModelRefused e) {
            refused = wanted.serving();
            refusal = String.valueOf(e.getMessage());
            meter.refused(task);
            throw e;
        }
    }

    /// Tries the same version again, for instance when its file was replaced.
    void forgetRefusal() {
        refused = null;
    }

    /// The tasks that the pipeline knows need answers of a certain kind.
    static void requireFit(String task, LoadedModel model) {
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

    private void requireFit(LoadedModel model) {
        requireFit(task, model);
    }

    private void shade(Optional<ModelEntry> wanted, Shadow.Reports reports) {
        Shadow old = shadow;
        LoadedModel beside = active;
        boolean same =
                old != null
                        && wanted.isPresent()
                        && old.model().declared().serving().equals(wanted.get().serving());
        if (old != null && !same) {
            shadow = null;
            old.close();
        }
        if (beside == null || wanted.isEmpty()) {
            return;
        }
        Shadow runs = same ? shadow : startShadow(wanted.get(), beside, reports);
        if (runs != null) {
            beside.echoTo(runs.beside(beside));
        }
    }

    private Shadow startShadow(ModelEntry wanted, LoadedModel beside, Shadow.Reports reports) {
        LoadedModel model = load(wanted);
        if (model.input().width() != beside.input().width()
                || model.input().height() != beside.input().height()
                || model.input().resize() != beside.input().resize()) {
            model.close();
            throw new ModelRefused(
                    "%s: a shadow sees what the active model sees, so its input must be %dx%d too"
                            .formatted(
                                    ModelFile.label(wanted),
                                    beside.input().width(),
                                    beside.input().height()));
        }
        var started = new Shadow(task, model, meter, reports);
        shadow = started;
        return started;
    }

    private void retire(@Nullable LoadedModel model) {
        if (model != null) {
            model.echoTo((_, _) -> {});
            leaving.add(model);
        }
    }

    /// Closes old versions that nobody has asked for `quiet`.
    void sweep(Duration quiet) {
        for (Iterator<LoadedModel> each = leaving.iterator(); each.hasNext(); ) {
            LoadedModel model = each.next();
            if (model.quietFor(quiet)) {
                each.remove();
                model.close();
            }
        }
    }

    private void say(String what) {
        if (!what.equals(trouble)) {
            LOG.error("models: {}", what);
        }
        trouble = what;
    }

    void close() {
        Shadow runs = shadow;
        if (runs != null) {
            shadow = null;
            runs.close();
        }
        retire(previous);
        retire(active);
        previous = null;
        active = null;
        sweep(Duration.ZERO);
        leaving.forEach(LoadedModel::close);
    }
}
