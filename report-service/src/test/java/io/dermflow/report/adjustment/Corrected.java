package io.dermflow.report.adjustment;

import static io.dermflow.report.parts.Topics.awaitThat;

import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What the tests of corrections do over HTTP: one capture and its owner.
public record Corrected(Http http, TaskId task, UserId ownerId, String owner) {

    /// The capture, once it has ended.
    public static Corrected of(Outcome outcome, Topics topics, StoredResults results, Http http) {
        topics.publish(outcome);
        TaskId task = outcome.subject().taskId();
        awaitThat(() -> results.findById(task.value()).isPresent());
        UserId owner = outcome.subject().userId();
        return new Corrected(http, task, owner, Tokens.user(owner, "user"));
    }

    public String path(String door) {
        return "/api/v1/captures/" + task + "/" + door;
    }

    /// The owner's own word: `{"waist_cm": 76}` and the like.
    public Http.Got correct(String metrics) {
        return correct(owner, "user", metrics, "");
    }

    /// @param more further members of the body, each with a leading comma
    public Http.Got correct(String token, String source, String metrics, String more) {
        return http.patch(path("metrics"), token, body(source, metrics, more));
    }

    static String body(String source, String metrics, String more) {
        return """
        {"adjusted_metrics": %s, "notes": "Measured with tape at home", "source": "%s"%s}
        """
                .formatted(metrics, source, more);
    }

    public static String id(Http.Got answer) {
        return answer.json().path("adjustment_id").asString();
    }

    public Http.Got decide(UserId reviewer, String role, String adjustment, boolean approve) {
        return http.post(
                path("adjustments/approve"),
                Tokens.user(reviewer, role),
                """
                {"adjustment_id": "%s", "approver_id": "%s", "approve": %s}
                """
                        .formatted(adjustment, reviewer, approve));
    }

    public static UserId somebody() {
        return new UserId(UUID.randomUUID());
    }

    public JsonNode result() {
        return http.get(path("results"), owner).json();
    }

    public JsonNode history() {
        return http.get(path("metrics/history"), owner).json();
    }
}
