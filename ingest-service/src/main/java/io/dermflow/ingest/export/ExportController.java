package io.dermflow.ingest.export;

import io.dermflow.events.UserId;
import io.dermflow.ingest.account.User;
import io.dermflow.ingest.account.Users;
import io.dermflow.ingest.capture.ExportCaptures;
import io.dermflow.ingest.consent.Consents;
import io.dermflow.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// A person's own data in one document (GDPR article 15): account, consents, every capture with its
/// result, and what was said between them and the assistant. Written as it is read, so that it
/// takes no memory however much there is.
@RestController
class ExportController {

    private final Users users;
    private final Consents consents;
    private final ExportCaptures captures;
    private final ExportConversations conversations;
    private final JsonMapper json;
    private final Clock clock;

    ExportController(
            Users users,
            Consents consents,
            ExportCaptures captures,
            ExportConversations conversations,
            JsonMapper json,
            Clock clock) {
        this.users = users;
        this.consents = consents;
        this.captures = captures;
        this.conversations = conversations;
        this.json = json;
        this.clock = clock;
    }

    /// `complete` at the end is false where results of ended captures, or conversations, could not
    /// be fetched: ask again then.
    @PostMapping("/api/v1/me/export")
    void export(Caller caller, HttpServletResponse response) throws IOException {
        User user = users.present(caller.userId());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Content-Disposition", "attachment; filename=\"dermflow-export.json\"");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writePOJOProperty("exported_at", clock.instant());
            out.writePOJOProperty("account", Account.of(user));
            out.writePOJOProperty("consents", consents.view(caller.userId()));
            out.writeArrayPropertyStart("captures");
            boolean complete = captures.of(caller, out::writePOJO);
            out.writeEndArray();
            out.writeArrayPropertyStart("conversations");
            complete &= conversations.of(caller, out::writePOJO);
            out.writeEndArray();
            out.writeBooleanProperty("complete", complete);
            out.writeEndObject();
        }
    }

    record Account(UserId userId, String email, List<String> roles, Instant createdAt) {
        static Account of(User user) {
            return new Account(user.id(), user.email(), user.roles(), user.createdAt());
        }

        @Override
        public String toString() {
            return "Account[" + userId + "]";
        }
    }
}
