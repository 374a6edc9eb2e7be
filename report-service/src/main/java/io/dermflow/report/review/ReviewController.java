package io.dermflow.report.review;

import io.dermflow.events.JobState;
import io.dermflow.kit.problem.QueryField;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.audit.AuditLog;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list for review: admins see every capture in it, labelers those whose owners want them to
/// serve training. Each look is audited.
@RestController
class ReviewController {

    private static final Set<String> REVIEW_STATES =
            Set.of("none", "needs_review", "edited", "approved", "rejected");

    private final ReviewQueue queue;
    private final AuditLog audit;

    ReviewController(ReviewQueue queue, AuditLog audit) {
        this.queue = queue;
        this.audit = audit;
    }

    /// What needs a person first, then the newest; `cursor` is the last page's `next_cursor`.
    @GetMapping("/api/v1/admin/captures")
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String review,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        JobState wanted = QueryField.parsed("state", state, JobState::of);
        String reviewed = QueryField.parsed("review", review, ReviewController::reviewState);
        ReviewCursor after = QueryField.parsed("cursor", cursor, ReviewCursor::of);
        List<ReviewItem> found =
                queue.page(
                        wanted,
                        reviewed,
                        !caller.is("admin"),
                        after == null ? ReviewCursor.START : after,
                        limit + 1);
        List<ReviewItem> shown = found.stream().limit(limit).toList();
        audit.write(
                caller.userId(),
                "list_captures",
                "captures",
                "review",
                Map.of("shown", String.valueOf(shown.size())));
        return new Page(
                shown, found.size() > limit ? ReviewCursor.at(shown.getLast()).toString() : null);
    }

    private static String reviewState(String word) {
        if (!REVIEW_STATES.contains(word)) {
            throw new IllegalArgumentException(word);
        }
        return word;
    }

    record Page(List<ReviewItem> items, @Nullable String nextCursor) {}
}
