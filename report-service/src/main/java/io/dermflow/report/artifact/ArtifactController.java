package io.dermflow.report.artifact;

import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.FindResult;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Derived pictures: with a token, or with a signed link of a minute or two.
@RestController
@RequestMapping("/api/v1")
class ArtifactController {

    /// Erased pictures must not live on in a cache.
    private static final long CACHE_SECONDS = 60;

    private final FindResult results;
    private final SignedLinks links;
    private final StreamArtifact story;

    ArtifactController(FindResult results, SignedLinks links, StreamArtifact story) {
        this.results = results;
        this.links = links;
        this.story = story;
    }

    @GetMapping("/captures/{id}/artifacts/{name}")
    void own(
            @PathVariable String id,
            @PathVariable String name,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        TaskId task = results.find(id, caller).taskId();
        story.stream(task, name, CACHE_SECONDS, response);
    }

    @GetMapping("/artifacts/{task}/{name}")
    void signed(
            @PathVariable String task,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") String expires,
            @RequestParam(defaultValue = "") String signature,
            HttpServletResponse response)
            throws IOException {
        TaskId taskId = checked(task, name, expires, signature);
        story.stream(taskId, name, CACHE_SECONDS, response);
    }

    private TaskId checked(String task, String name, String expires, String signature) {
        try {
            TaskId taskId = TaskId.of(task);
            if (links.good(taskId, name, Long.parseLong(expires), signature)) {
                return taskId;
            }
        } catch (IllegalArgumentException neverMadeHere) {
            throw expired();
        }
        throw expired();
    }

    private static ApiProblem expired() {
        return new ApiProblem(
                HttpStatus.FORBIDDEN,
                "link_expired",
                "The link is no longer good; fetch the result again for a new one.");
    }
}
