package io.dermflow.llm.agent;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.llm.session.Exchange;
import io.dermflow.llm.session.SessionId;
import io.dermflow.llm.session.Sessions;
import io.dermflow.llm.text.UserText;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes a request a turn: whose it is, in which session, in which language.
///
/// While the database is away the answer is given without memory, and says so: an answer is worth
/// more than a refusal, nothing is read that could be another's, and nothing is promised.
@Component
class BeginTurn {

    private static final Logger LOG = LoggerFactory.getLogger(BeginTurn.class);

    private final Sessions sessions;
    private final AgentProperties bounds;
    private final Clock clock;
    private final Languages languages = new Languages();

    BeginTurn(Sessions sessions, AgentProperties bounds, Clock clock) {
        this.sessions = sessions;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// @throws ApiProblem `403 not_your_user_id` for another's `user_id`, `404 not_found` for a
    ///   session of another's or a text that can't name one, `400` for a message without words
    Turn begin(Caller caller, ChatRequest request, @Nullable String acceptLanguage) {
        checkUser(caller, request.userId());
        String message =
                UserText.clean(
                        Objects.requireNonNullElse(request.message(), ""), bounds.maxMessage());
        if (message.isEmpty()) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_field", "There are no words.")
                    .with("field", "message");
        }
        JsonNode context = request.context();
        return new Turn(
                caller,
                languages.of(message, acceptLanguage),
                message,
                context == null || context.isNull()
                        ? JsonMapper.shared().createObjectNode()
                        : CleanContext.of(context),
                memory(caller.userId(), request.sessionId()),
                clock.instant());
    }

    private static void checkUser(Caller caller, @Nullable String userId) {
        if (userId != null && !userId.equalsIgnoreCase(caller.userId().toString())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "not_your_user_id",
                    "The user_id is not the one of the access token.");
        }
    }

    private Memory memory(UserId user, @Nullable String sessionId) {
        if (sessionId == null || sessionId.isEmpty()) {
            return opened(user);
        }
        SessionId session = SessionId.parse(sessionId, user).orElseThrow(BeginTurn::unknown);
        try {
            Optional<List<Exchange>> history = sessions.enter(user, session, bounds.history());
            return new Memory(session, history.orElseThrow(BeginTurn::unknown), true);
        } catch (DependencyUnavailable away) {
            return without(session, away);
        }
    }

    private Memory opened(UserId user) {
        try {
            return new Memory(sessions.open(user), List.of(), true);
        } catch (DependencyUnavailable away) {
            return without(SessionId.fresh(), away);
        }
    }

    private static Memory without(SessionId session, DependencyUnavailable away) {
        LOG.warn("without memory session={} error={}", session, away.getMessage());
        return new Memory(session, List.of(), false);
    }

    private static ApiProblem unknown() {
        return ApiProblem.notFound("session");
    }
}
