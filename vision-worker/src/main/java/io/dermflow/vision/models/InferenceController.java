package io.dermflow.vision.models;

import io.dermflow.events.Stage;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.Tensor;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pump.RunsStage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Every loaded model behind the Open Inference Protocol v2, for the suite's own services (a token
/// of scope `service`); the gateway has no route here. A name is a model's, or a task's for its
/// active one.
@RestController
@RunsStage(Stage.VISION)
class InferenceController {

    private static final String SERVICE = "SCOPE_service";

    private final ActiveModels models;

    InferenceController(ActiveModels models) {
        this.models = models;
    }

    record InferenceRequest(@Nullable String id, List<InferenceTensors.Input> inputs) {
        InferenceRequest {
            inputs = inputs == null ? List.of() : List.copyOf(inputs);
        }
    }

    record InferenceResponse(
            String modelName,
            String modelVersion,
            @Nullable String id,
            List<InferenceTensors.Output> outputs) {}

    /// @param kind of output
    /// @param predictions one per picture, in pixels of the model's input
    record PredictionResponse(
            String modelName, String modelVersion, String kind, List<AnswerView> predictions) {}

    record Ready(String name, boolean ready) {}

    @GetMapping("/v2/models/{name}/ready")
    Ready ready(@PathVariable String name, Authentication caller) {
        requireService(caller);
        return new Ready(name, find(name, Optional.empty()).isPresent());
    }

    @PostMapping("/v2/models/{name}/infer")
    InferenceResponse infer(
            @PathVariable String name,
            @RequestBody InferenceRequest request,
            Authentication caller) {
        return infer(name, Optional.empty(), request, caller);
    }

    @PostMapping("/v2/models/{name}/versions/{version}/infer")
    InferenceResponse infer(
            @PathVariable String name,
            @PathVariable String version,
            @RequestBody InferenceRequest request,
            Authentication caller) {
        return infer(name, Optional.of(version), request, caller);
    }

    /// The same input, the answer read: boxes, probabilities or landmarks instead of tensors.
    @PostMapping("/models/{name}/predict")
    PredictionResponse predict(
            @PathVariable String name,
            @RequestBody InferenceRequest request,
            Authentication caller) {
        requireService(caller);
        LoadedModel model = loaded(name, Optional.empty());
        List<AnswerView> answers =
                pictures(request, model).stream()
                        .map(picture -> view(model, model.answer(picture)))
                        .toList();
        return new PredictionResponse(
                model.entry().name(),
                model.entry().version(),
                model.contract().kind().wireName(),
                answers);
    }

    private static AnswerView view(LoadedModel model, Answer answer) {
        return AnswerView.of(answer, model.entry());
    }

    private InferenceResponse infer(
            String name,
            Optional<String> version,
            InferenceRequest request,
            Authentication caller) {
        requireService(caller);
        LoadedModel model = loaded(name, version);
        List<List<Tensor>> outputs = pictures(request, model).stream().map(model::tensors).toList();
        return new InferenceResponse(
                model.entry().name(),
                model.entry().version(),
                request.id(),
                InferenceTensors.joined(outputs));
    }

    private static List<ByteBuffer> pictures(InferenceRequest request, LoadedModel model) {
        return InferenceTensors.pictures(request.inputs(), model);
    }

    private LoadedModel loaded(String name, Optional<String> version) {
        return find(name, version).orElseThrow(() -> ApiProblem.notFound("loaded model"));
    }

    private Optional<LoadedModel> find(String name, Optional<String> version) {
        return models.loaded(name, version)
                .or(() -> version.isEmpty() ? models.active(name) : Optional.empty());
    }

    private static void requireService(Authentication caller) {
        if (caller.getAuthorities().stream()
                .noneMatch(granted -> SERVICE.equals(granted.getAuthority()))) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "forbidden", "This door is for services alone.");
        }
    }
}
