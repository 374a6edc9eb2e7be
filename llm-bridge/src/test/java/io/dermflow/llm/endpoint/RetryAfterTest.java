package io.dermflow.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Optional<Duration> of(String name, String value) {
        return RetryAfter.of(HttpHeaders.of(Map.of(name, List.of(value)), (_, _) -> true), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 7000",
        "Retry-After, ' 7 ', 7000",
        "Retry-After, 0, 0",
        "Retry-After, 3600, 60000",
        "Retry-After, 'Thu, 26 Nov 2026 12:00:30 GMT', 30000",
        "Retry-After, 'Thu, 26 Nov 2026 11:59:30 GMT', 0",
        "Retry-After, 'Fri, 27 Nov 2026 12:00:00 GMT', 60000",
        "retry-after-ms, 1500, 1500"
    })
    void readsSecondsDatesAndMillisecondsAndIsNeverSentAwayForLong(
            String name, String value, long millis) {
        assertThat(of(name, value)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-5",
                "1e9",
                "99999999999999999999",
                "Thu, 99 Nov 2026 12:00:00 GMT",
                "2026-11-26T12:00:30Z",
                "7; charset=utf-8"
            })
    void whatCannotBeReadIsNotThere(String value) {
        assertThat(of("Retry-After", value)).isEmpty();
    }

    @Test
    void millisecondsAreMoreExactThanSeconds() {
        var both = Map.of("Retry-After", List.of("2"), "retry-after-ms", List.of("1200"));

        assertThat(RetryAfter.of(HttpHeaders.of(both, (_, _) -> true), NOW))
                .contains(Duration.ofMillis(1200));
    }
}
