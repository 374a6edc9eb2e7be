package io.dermflow.stack.endtoend;

import io.dermflow.stack.part.Part;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// SIGKILL to anything at any moment: what was accepted ends, once, and is announced once.
@EndToEnd
class ProcessDeathTest {

    // `-Ddermflow.deaths=10 -Ddermflow.in-flight=40` for a longer look.
    private static final int IN_FLIGHT = Integer.getInteger("dermflow.in-flight", 24);
    private static final int BROKER_DEATHS = Integer.getInteger("dermflow.deaths", 4);

    @AfterEach
    void settle() {
        Suite.awaitHealthy();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GATEWAY", "INGEST", "VISION", "LLM", "REPORT"})
    void aServiceDiesWhileCapturesAreInFlight(Part victim) throws InterruptedException {
        Crowd crowd = new Crowd().submit(IN_FLIGHT / 2);

        Suite.stack().kill(victim);
        crowd.submit(IN_FLIGHT / 2);

        crowd.assertAllSucceededOnce();
    }

    @Test
    void theBrokerDiesAgainAndAgain() throws InterruptedException {
        Crowd crowd = new Crowd();

        for (int death = 0; death < BROKER_DEATHS; death++) {
            crowd.submit(4);
            Suite.stack().kill(Part.KAFKA);
            Suite.awaitHealthy();
        }

        crowd.assertAllSucceededOnce();
    }

    @Test
    void theDatabaseDies() throws InterruptedException {
        Crowd crowd = new Crowd().submit(10);

        Suite.stack().kill(Part.POSTGRES);
        crowd.submit(10);

        crowd.assertAllSucceededOnce();
    }

    /// The broker stands still while report-service commits: the transaction's outcome is unknown
    /// to it. Only a loop that starts again from the committed offset announces each end once.
    @Test
    void theBrokerPausesWhileResultsAreCommitted() throws Exception {
        Crowd crowd = new Crowd();

        for (int pause = 0; pause < 6; pause++) {
            crowd.submit(5);
            Suite.stack().pause(Part.KAFKA);
            try {
                // The pause itself is the fault: longer than the producer's max.block.
                LockSupport.parkNanos(Duration.ofMillis(3_500).toNanos());
            } finally {
                Suite.stack().resume(Part.KAFKA);
            }
        }

        crowd.assertAllSucceededOnce();
    }
}
