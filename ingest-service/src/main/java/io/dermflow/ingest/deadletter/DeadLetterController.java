package io.dermflow.ingest.deadletter;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Dead letters for admins, and, with a service's token, for the operator's command `./dermflow
/// dead-letters`.
@RestController
@RequestMapping({"/api/v1/admin/dead-letters", "/internal/dead-letters"})
class DeadLetterController {

    private static final int MAX_PAGE = 200;

    private final DeadRecords records;
    private final Redrive redrive;

    DeadLetterController(DeadRecords records, Redrive redrive) {
        this.records = records;
        this.redrive = redrive;
    }

    /// Newest first; `cursor` is the last page's `next_cursor`.
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit) {
        List<DeadRecord> found = records.list(cursor, topic, code, limit + 1);
        List<DeadRecord> shown = found.stream().limit(limit).toList();
        return new Page(shown, found.size() > limit ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    DeadRecord show(@PathVariable UUID id) {
        return records.find(id).orElseThrow(() -> ApiProblem.notFound("dead letter"));
    }

    @PostMapping("/{id}/redrive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Redrive.Redriven redrive(@PathVariable UUID id, @AuthenticationPrincipal Jwt token) {
        String subject = Objects.requireNonNull(token.getSubject(), "a token has its subject");
        boolean service = "service".equals(token.getClaimAsString("scope"));
        return redrive.redrive(id, service ? "service:" + subject : subject);
    }

    record Page(List<DeadRecord> deadLetters, @Nullable UUID nextCursor) {}
}
