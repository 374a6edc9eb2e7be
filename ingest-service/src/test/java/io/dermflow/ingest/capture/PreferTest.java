package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {

    private static final Duration MAX = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=20|20",
                "respond-async, wait=5|5",
                "wait=5; foo=bar, respond-async|5",
                "handling=lenient , wait = \"7\"|7",
                "wait=600|60",
                "wait=0|0",
                "wait=-5|0",
                "wait=x|0",
                "wait=99999999999999999999|0",
                "await=20|0",
                "respond-async|0",
                "''|0"
            })
    void readsTheWait(String header, int seconds) {
        assertThat(WaitForResult.wanted(header, MAX)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void doesNotWaitWithoutTheHeader() {
        assertThat(WaitForResult.wanted(null, MAX)).isZero();
    }
}
