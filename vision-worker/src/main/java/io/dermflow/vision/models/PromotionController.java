package io.dermflow.vision.models;

import io.dermflow.events.Stage;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.vision.model.ManifestDocument;
import io.dermflow.vision.model.ManifestDocument.Change;
import io.dermflow.vision.model.PromoteModel;
import io.dermflow.vision.pump.RunsStage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Which version answers, changed by an admin for all workers. The answer is the line that was
/// written into the manifest's history, which admins can read.
@RestController
@RequestMapping("/api/v1/models")
@RunsStage(Stage.VISION)
class PromotionController {

    private static final String ADMIN = "admin";

    private final PromoteModel promoteModel;

    PromotionController(PromoteModel promoteModel) {
        this.promoteModel = promoteModel;
    }

    /// @param task needed for a file that was dropped in and says nothing about itself
    record Promotion(@Nullable String version, @Nullable String task) {}

    @PostMapping("/{name}/promote")
    Change promote(@PathVariable String name, @RequestBody Promotion wanted, Caller caller) {
        requireAdmin(caller);
        String version = wanted.version();
        if (version == null || version.isBlank()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "invalid_request", "The body must name a version.");
        }
        return promoteModel.promote(
                name, version, Optional.ofNullable(wanted.task()), caller.userId().toString());
    }

    @PostMapping("/{name}/rollback")
    Change rollBack(@PathVariable String name, Caller caller) {
        requireAdmin(caller);
        return promoteModel.rollBack(name, caller.userId().toString());
    }

    /// @param changes newest first
    record History(List<Change> changes) {}

    /// Who made which version active, as this worker read it last: a change through another worker
    /// shows within seconds.
    @GetMapping("/history")
    History history(
            @RequestParam(defaultValue = "50") @Min(1) @Max(ManifestDocument.KEPT) int limit,
            Caller caller) {
        requireAdmin(caller);
        return new History(promoteModel.history(limit));
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.is(ADMIN)) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.");
        }
    }
}
