package io.dermflow.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFromAFifthOfASecondToTenSeconds() {
        var backoff = new Backoff();

        List<Long> pauses =
                Stream.generate(() -> backoff.after(Duration.ofSeconds(1)).toMillis())
                        .limit(8)
                        .toList();

        assertThat(pauses).containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
    }

    @Test
    void beginsAnewAfterALifeOfAMinute() {
        var backoff = new Backoff();
        backoff.after(Duration.ofSeconds(1));
        backoff.after(Duration.ofSeconds(1));

        Duration pause = backoff.after(Duration.ofSeconds(60));

        assertThat(pause).isEqualTo(Duration.ofMillis(200));
    }
}
