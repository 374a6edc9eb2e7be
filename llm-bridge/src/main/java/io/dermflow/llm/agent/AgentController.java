package io.dermflow.llm.agent;

import io.dermflow.kit.limit.Places;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The two chat doors of seed 004. Whatever refuses a request does so before the first event. The
/// request's own (virtual) thread answers.
@RestController
@RequestMapping(path = "/api/v1/agent", consumes = MediaType.APPLICATION_JSON_VALUE)
class AgentController {

    private static final Logger LOG = LoggerFactory.getLogger(AgentController.class);

    private final ReadChatRequest read;
    private final BeginTurn begin;
    private final Converse story;
    private final Places places;
    private final AgentProperties properties;
    private final Clock clock;

    AgentController(
            ReadChatRequest read,
            BeginTurn begin,
            Converse story,
            AgentProperties properties,
            Clock clock) {
        this.read = read;
        this.begin = begin;
        this.story = story;
        this.places =
                new Places(properties.streams(), properties.streamsPerUser(), "too_many_answers");
        this.properties = properties;
        this.clock = clock;
    }

    /// @throws ApiProblem as [ReadChatRequest], [BeginTurn] and [Places] say
    @PostMapping("/chat")
    CollectedAnswer.View chat(Caller caller, HttpServletRequest request) throws IOException {
        try (var _ = places.take(caller.userId())) {
            CollectedAnswer answer = new CollectedAnswer();
            story.converse(turn(caller, request), answer);
            return answer.view(clock.instant());
        }
    }

    @PostMapping("/chat/stream")
    void stream(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (var _ = places.take(caller.userId())) {
            Turn turn = turn(caller, request);
            try (var stream = EventStream.open(response, properties)) {
                story.converse(turn, stream);
            } catch (IOException gone) {
                LOG.debug("answer given up, its reader has gone {}", turn);
            }
        }
    }

    private Turn turn(Caller caller, HttpServletRequest request) throws IOException {
        return begin.begin(
                caller, read.read(request), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
