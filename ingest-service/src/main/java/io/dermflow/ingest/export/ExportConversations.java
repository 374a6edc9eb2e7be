package io.dermflow.ingest.export;

import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.security.Caller;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/// Gives a person what was said between them and the assistant: fetched from llm-bridge with their
/// own token, so that it is llm-bridge that decides whose it is. One conversation is held at a
/// time.
@Component
class ExportConversations {

    private static final Logger LOG = LoggerFactory.getLogger(ExportConversations.class);
    private static final String DOOR = "/api/v1/agent/sessions";

    private final RestClient llm;

    ExportConversations(ServiceClients clients, ExportProperties properties) {
        this.llm = clients.forCaller(properties.llmUrl(), properties.patience());
    }

    /// Takes one conversation after the other.
    interface Receiver {
        void take(JsonNode conversation) throws IOException;
    }

    /// @return whether all came; a conversation that ended between the list and the look is none
    boolean of(Caller caller, Receiver receiver) throws IOException {
        try {
            Optional<JsonNode> list = fetch(caller, DOOR);
            if (list.isEmpty()) {
                return false;
            }
            for (JsonNode listed : list.get().path("items")) {
                String id = listed.path("session_id").asString();
                Optional<JsonNode> conversation = fetch(caller, DOOR + "/" + id);
                if (conversation.isPresent()) {
                    receiver.take(conversation.get());
                }
            }
            return true;
        } catch (RestClientException away) {
            LOG.info("no conversations to export error={}", away.getMessage());
            return false;
        }
    }

    /// @return empty where there is none
    private Optional<JsonNode> fetch(Caller caller, String path) {
        try {
            return Optional.ofNullable(
                    llm.get()
                            .uri(path)
                            .headers(headers -> headers.setBearerAuth(caller.token()))
                            .accept(MediaType.APPLICATION_JSON)
                            .retrieve()
                            .body(JsonNode.class));
        } catch (HttpClientErrorException refused) {
            if (refused.getStatusCode() == HttpStatus.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
