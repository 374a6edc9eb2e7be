package io.dermflow.stack.endtoend;

import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The assistant through the gateway, on a suite without a language model.
@EndToEnd
class AssistantTest {

    @Test
    void streamsBothRoutesToTheirEnd() {
        try (var assistant = Person.withoutConsent().assistant()) {
            List<JsonNode> clothing = assistant.events(message("A jacket for a job interview?"));
            List<JsonNode> general = assistant.events(message("Hello, what can you do?"));

            assertThat(clothing)
                    .extracting(event -> event.path("type").asString())
                    .startsWith("metadata")
                    .contains("clothing_item")
                    .endsWith("done");
            assertThat(general)
                    .extracting(event -> event.path("type").asString())
                    .startsWith("metadata")
                    .contains("chunk")
                    .endsWith("done");
            assertThat(general.getLast().path("content").path("message").asString()).isNotBlank();
        }
    }

    @Test
    void remembersASessionUntilItsOwnerForgetsIt() {
        Person person = Person.withoutConsent();
        try (var assistant = person.assistant()) {
            String session =
                    assistant.events(message("Hello")).getFirst().path("session_id").asString();

            assertThat(session).isNotBlank();
            assertThat(person.get("/api/v1/agent/sessions").body()).contains(session);
            assertThat(Person.withoutConsent().get("/api/v1/agent/sessions").body())
                    .doesNotContain(session);
            Person.expect(204, person.delete("/api/v1/agent/sessions/" + session));
            assertThat(person.get("/api/v1/agent/sessions").body()).doesNotContain(session);
        }
    }
}
