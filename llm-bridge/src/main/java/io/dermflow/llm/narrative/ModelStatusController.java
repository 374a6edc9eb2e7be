package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.EndpointState;
import io.dermflow.llm.endpoint.LanguageModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /internal/llm/status`, for services that want to know whether asking is worth while.
@RestController
class ModelStatusController {

    private final LanguageModel model;

    ModelStatusController(LanguageModel model) {
        this.model = model;
    }

    /// @param configured whether there is any endpoint
    /// @param available whether one would be asked now
    /// @param sees whether the model takes pictures
    record Status(boolean configured, boolean available, boolean sees) {}

    @GetMapping("/internal/llm/status")
    Status status() {
        return new Status(
                model.configured(),
                model.states().stream().anyMatch(ModelStatusController::wouldBeAsked),
                model.sees());
    }

    private static boolean wouldBeAsked(EndpointState endpoint) {
        return endpoint.healthy() && !endpoint.reportBreaker().equals("open");
    }
}
