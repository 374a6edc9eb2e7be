package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeForAnotherTest {

    private final Duration limit = Duration.ofNanos(100);
    private long now = 5;
    private final TimeForAnother time = new TimeForAnother(limit, () -> now);

    @Test
    void hasTimeForAPieceThatTakesTwiceAsLongAsTheSlowestSoFar() {
        assertThat(time.left()).as("nothing was done").isTrue();
        now += 10;
        assertThat(time.left()).as("10 of 100 are gone").isTrue();
        now += 30;
        assertThat(time.left()).as("40 of 100 are gone, the slowest took 30").isTrue();
        now += 10;
        assertThat(time.left()).as("50 of 100 are gone, the slowest took 30").isFalse();
    }

    @Test
    void endsWithTheFirstPieceThatTookHalfOfTheTime() {
        assertThat(time.left()).isTrue();
        now += 50;

        assertThat(time.left()).isFalse();
    }
}
