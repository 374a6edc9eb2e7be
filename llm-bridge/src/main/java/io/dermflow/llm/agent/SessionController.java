package io.dermflow.llm.agent;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.llm.session.SessionId;
import io.dermflow.llm.session.SessionView;
import io.dermflow.llm.session.Sessions;
import io.dermflow.llm.session.Transcript;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A user's own conversations. Unknown ids and other people's are the same 404; while the database
/// is away all doors answer 503.
@RestController
@RequestMapping("/api/v1/agent/sessions")
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @param items latest first
    record SessionList(List<SessionView> items) {
        SessionList {
            items = List.copyOf(items);
        }
    }

    @GetMapping
    SessionList list(Caller caller) {
        return new SessionList(sessions.list(caller.userId()));
    }

    @GetMapping("/{id}")
    Transcript show(Caller caller, @PathVariable String id) {
        return SessionId.parse(id, caller.userId())
                .flatMap(session -> sessions.transcript(caller.userId(), session))
                .orElseThrow(() -> ApiProblem.notFound("session"));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        boolean deleted =
                SessionId.parse(id, caller.userId())
                        .map(session -> sessions.delete(caller.userId(), session))
                        .orElse(false);
        if (!deleted) {
            throw ApiProblem.notFound("session");
        }
        return ResponseEntity.noContent().build();
    }
}
