package io.dermflow.llm.agent;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.llm.endpoint.LanguageModel;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the assistant is: for everybody whether it lives, for admins what stands behind it.
@RestController
@RequestMapping("/api/v1/agent")
class StatusController {

    private final LanguageModel model;
    private final Clock clock;

    StatusController(LanguageModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    /// Without a model, or with one that is away, the assistant answers by rules: it is healthy.
    record Health(String status, Instant timestamp) {}

    /// @param model the served model's name; what it is asked for, also while it is away
    record Status(String status, Instant timestamp, boolean modelConfigured, String model) {}

    @GetMapping("/health")
    Health health() {
        return new Health("healthy", clock.instant());
    }

    @GetMapping("/status")
    Status status(Caller caller) {
        if (!caller.is("admin")) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.");
        }
        return new Status("healthy", clock.instant(), model.configured(), model.model());
    }
}
