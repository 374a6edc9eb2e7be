package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskIdsTest {

    /// The time of the example in RFC 9562 appendix A.6: 0x017F22E279B0.
    private static final Instant RFC_EXAMPLE = Instant.parse("2022-02-22T19:22:22.000Z");

    @Test
    void carriesTheTimeWhereTheRfcWantsIt() {
        TaskId id = at(RFC_EXAMPLE);

        assertThat(id.toString()).startsWith("017f22e2-79b0-7000-");
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void sortsByTimeWithinAMillisecond() {
        TaskId early = at(RFC_EXAMPLE.plusNanos(1_000));
        TaskId late = at(RFC_EXAMPLE.plusNanos(2_000));
        TaskId last = at(RFC_EXAMPLE.plusNanos(999_999));
        TaskId next = at(RFC_EXAMPLE.plusMillis(1));

        assertThat(early.toString()).isLessThan(late.toString());
        assertThat(late.toString()).isLessThan(last.toString());
        assertThat(last.toString()).isLessThan(next.toString());
    }

    @Test
    void neverComesTwice() {
        TaskIds ids = new TaskIds(Clock.fixed(RFC_EXAMPLE, ZoneOffset.UTC));
        Set<TaskId> seen = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.next());
        }

        assertThat(seen).hasSize(10_000);
    }

    private static TaskId at(Instant time) {
        return new TaskIds(Clock.fixed(time, ZoneOffset.UTC)).next();
    }
}
