package io.dermflow.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ProblemDocumentTest {

    @Test
    void saysInAStreamWhatElseAHeaderSays() {
        String event =
                ProblemDocument.event(
                        ApiProblem.unavailable("stopping", "It stops.", Duration.ofMillis(1500)));

        assertThat(event)
                .startsWith("retry: 1500\nevent: error\ndata: {\"type\":\"about:blank\",")
                .contains("\"status\":503,\"code\":\"stopping\",\"detail\":\"It stops.\"")
                .endsWith(",\"retry_after\":2}\n\n");
    }

    @Test
    void promisesNoReaderThatComingAgainHelpsWhereItDoesNot() {
        String event =
                ProblemDocument.event(new ApiProblem(HttpStatus.UNAUTHORIZED, "unauthorized", "."));

        assertThat(event).startsWith("event: error\ndata: {").doesNotContain("retry");
    }
}
