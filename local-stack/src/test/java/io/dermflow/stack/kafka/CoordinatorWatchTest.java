package io.dermflow.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CoordinatorWatchTest {

    private static final Logger KAFKAS = LoggerFactory.getLogger(CoordinatorRuntime.class);

    @Test
    void raisesTheAlarmOnceWhenACoordinatorHasLostPartOfItsState() {
        var alarms = new AtomicInteger();
        CoordinatorWatch.begin(alarms::incrementAndGet);

        KAFKAS.error("Writing records to {} failed due to: {}.", "__consumer_offsets-1", "any");
        assertThat(alarms).hasValue(0);
        outOfSync();
        outOfSync();

        assertThat(alarms).hasValue(1);
    }

    /// A new release may reword it.
    @Test
    void waitsForTheWordsThatThisReleaseOfKafkaUses() throws IOException {
        assertThat(CoordinatorRuntime.class.getName()).isEqualTo(CoordinatorWatch.LOGGER);
        assertThat(constantsOf("CoordinatorRuntime$CoordinatorContext.class"))
                .contains(CoordinatorWatch.SIGN);
    }

    private static void outOfSync() {
        KAFKAS.error(
                "[GroupCoordinator id=1] The state machine of the coordinator {} is out of sync"
                        + " with the underlying log. The last written offset returned is {} while"
                        + " the coordinator expected {}.",
                "__consumer_offsets-1",
                15037,
                1);
    }

    private static String constantsOf(String file) throws IOException {
        try (InputStream bytes = CoordinatorRuntime.class.getResourceAsStream(file)) {
            return new String(
                    Objects.requireNonNull(bytes).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
