package io.dermflow.report.result;

import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tells ingest's reconciler which of its silent tasks have ended. For services only.
@RestController
class EndsController {

    private static final int MAX_TASKS = 500;

    private final ResultLedger ledger;

    EndsController(ResultLedger ledger) {
        this.ledger = ledger;
    }

    record Question(@NotNull @Size(max = MAX_TASKS) List<@NotNull TaskId> taskIds) {}

    /// @param ends of those asked that have ended; the others are absent
    record Answer(List<TaskEnd> ends) {}

    @PostMapping("/internal/ends")
    Answer ends(@Valid @RequestBody Question question) {
        return new Answer(ledger.ends(question.taskIds()).stream().map(End::taskEnd).toList());
    }
}
