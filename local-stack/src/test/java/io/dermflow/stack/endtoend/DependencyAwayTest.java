package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A dependency's failure is not a try of a job: whoever needs it waits.
@EndToEnd
class DependencyAwayTest {

    /// Longer than every stage's limit, the record lock (15 s here) and the lease (16 s), at which
    /// ingest looks every second.
    private static final Duration AWAY = Duration.ofSeconds(18);

    @AfterEach
    void settle() {
        Suite.awaitHealthy();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"OBJECTS", "POSTGRES", "LLM"})
    void noJobFailsForADependencyThatIsAway(Part dependency) throws Exception {
        Crowd crowd = new Crowd().submit(12);

        Suite.stack().stop(dependency);
        LockSupport.parkNanos(AWAY.toNanos());
        Suite.stack().start(dependency);

        crowd.assertAllSucceededOnce();
    }

    @Test
    void ingestKeepsAcceptingWhileKafkaIsAway() throws Exception {
        Person.registered();
        Suite.stack().stop(Part.KAFKA);
        Crowd crowd;
        try {
            crowd = new Crowd().submit(5);
        } finally {
            Suite.stack().start(Part.KAFKA);
        }

        crowd.assertAllSucceededOnce();
    }

    @Test
    void withoutAStoreAnUploadIsRefusedWithRetryAfterAndNothingIsHalfDone() throws Exception {
        Person person = Person.registered();
        Suite.stack().stop(Part.OBJECTS);
        try {
            var answer = person.upload(Pictures.skin(20));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            Suite.stack().start(Part.OBJECTS);
        }
        assertThat(person.get("/api/v1/captures").body()).doesNotContain("capture_id");
    }

    /// The workers stand still for longer than the lease; the tasks are only waiting, and no record
    /// is published twice for it.
    @Test
    void aBacklogLongerThanTheLeaseIsNotPublishedTwice() throws Exception {
        Crowd crowd = new Crowd();
        crowd.submit(1).awaitEnds();
        long before = Partner.endOffset("skin_analysis");
        Suite.stack().stop(Part.VISION);
        try {
            crowd.submit(20);
            LockSupport.parkNanos(AWAY.toNanos());
        } finally {
            Suite.stack().start(Part.VISION);
        }

        crowd.assertAllSucceededOnce();
        assertThat(Partner.endOffset("skin_analysis") - before).isEqualTo(20);
    }
}
