package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Kafka's process is killed and its folder removed while tasks are open.
@EndToEnd
class LostLogTest {

    @AfterEach
    void settle() {
        Suite.awaitHealthy();
    }

    @Test
    void aWipedKafkaLosesNothing() throws Exception {
        Crowd crowd = new Crowd().submit(25);

        Suite.stack().wipeKafka();
        crowd.submit(5);

        assertThat(crowd.awaitEnds()).isEqualTo(Map.of("succeeded", 30));
        crowd.assertAnnouncedOnce();
    }

    /// A task has ended in the database; whoever had not read its announcement lost it with the
    /// log.
    @Test
    void anEndThatNobodyHeardOfIsAnnounced() throws Exception {
        Crowd crowd = new Crowd().submit(1);
        crowd.awaitEnds();

        Suite.stack().wipeKafka();

        crowd.assertAnnouncedOnce();
    }
}
