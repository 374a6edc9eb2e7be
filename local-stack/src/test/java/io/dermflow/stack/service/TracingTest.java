package io.dermflow.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final Tracing TRACING =
            new Tracing(Path.of("/built/agent.jar"), Path.of("/deploy/agent.properties"));

    @Test
    void theAgentIsLeftOutWithoutAnAddressForSpans() {
        assertThat(TRACING.jvmOptions(Part.INGEST, Map.of(Tracing.ENDPOINT, ""))).isEmpty();
    }

    @Test
    void theAgentIsAttachedUnderTheServicesNameWhereSpansHaveAnAddress() {
        var options =
                TRACING.jvmOptions(Part.INGEST, Map.of(Tracing.ENDPOINT, "http://127.0.0.1:4318"));

        assertThat(options)
                .containsExactly(
                        "-javaagent:/built/agent.jar",
                        "-Dotel.javaagent.configuration-file=/deploy/agent.properties",
                        "-Dotel.service.name=ingest-service");
    }

    @Test
    void theBuildPutsTheAgentWhereTheLauncherLooks() {
        assertThat(Checkout.here().tracingAgent()).isRegularFile();
        assertThat(Checkout.here().tracingSettings()).isRegularFile();
    }
}
