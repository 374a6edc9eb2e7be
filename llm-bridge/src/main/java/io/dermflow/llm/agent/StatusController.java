package io.dermflow.llm.agent;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.EndpointState;
import io.dermflow.llm.endpoint.LanguageModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    /// @param endpoints first choice first
    record Status(
            String status,
            Instant timestamp,
            boolean modelConfigured,
            String model,
            List<Endpoint> endpoints) {}

    /// @param breaker of people who wait: `closed`, `open` or `half_open`
    /// @param available whether it would be asked now, as far as probe and breaker tell
    /// @param lastError stable code of the last failure; null when there was none
    /// @param waiting requests in the server's own queue; null when it does not say
    /// @param inFlight calls of this replica
    /// @param limit of calls in flight, as adapted
    /// @param maxModelLen tokens of its context; null when it does not say
    record Endpoint(
            String name,
            String provider,
            String model,
            String breaker,
            boolean available,
            @Nullable String lastError,
            @Nullable Integer waiting,
            int inFlight,
            int limit,
            @Nullable Integer maxModelLen) {

        static Endpoint of(EndpointState state) {
            ChatFailed.Kind error = state.lastError();
            return new Endpoint(
                    state.name(),
                    state.provider(),
                    state.model(),
                    state.chatBreaker(),
                    state.healthy() && state.modelServed() && !state.chatBreaker().equals("open"),
                    error == null ? null : error.code(),
                    state.waiting() < 0 ? null : state.waiting(),
                    state.inFlight(),
                    state.limit(),
                    state.maxModelLen() == 0 ? null : state.maxModelLen());
        }
    }

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
        return new Status(
                "healthy",
                clock.instant(),
                model.configured(),
                model.model(),
                model.states().stream().map(Endpoint::of).toList());
    }
}
