package io.dermflow.llm.agent;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The assistant's bounds and its pulse. How long a model may take is said in one place, the clocks
/// of [io.dermflow.llm.endpoint.EndpointProperties].
///
/// @param maxBody of one request
/// @param maxMessage characters of one message
/// @param maxContext characters of a context, as JSON
/// @param maxContextDepth levels of a context
/// @param maxTokens of one conversational answer
/// @param history earlier exchanges that the model sees
/// @param heartbeat a comment `: ping` this often in every stream
/// @param probe an empty comment this often, because only a write tells that the reader has gone
/// @param streams answers under way at the same time
/// @param streamsPerUser the same for one user
@Validated
@ConfigurationProperties(prefix = "dermflow.agent", ignoreUnknownFields = false)
record AgentProperties(
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("4000") @Min(1) int maxMessage,
        @DefaultValue("16000") @Min(2) int maxContext,
        @DefaultValue("6") @Min(1) @Max(32) int maxContextDepth,
        @DefaultValue("700") @Min(64) int maxTokens,
        @DefaultValue("6") @Min(0) @Max(20) int history,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("100ms") Duration probe,
        @DefaultValue("256") @Min(1) int streams,
        @DefaultValue("8") @Min(1) int streamsPerUser) {

    @AssertTrue(message = "heartbeat and probe must be at least 10 ms")
    boolean isPulsePossible() {
        return heartbeat.toMillis() >= 10 && probe.toMillis() >= 10;
    }
}
