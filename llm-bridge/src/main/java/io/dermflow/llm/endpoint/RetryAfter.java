package io.dermflow.llm.endpoint;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When a server wants to be asked again: `retry-after-ms`, or `Retry-After` in seconds or as a
/// date (RFC 9110, 10.2.3). What can't be read is not there.
final class RetryAfter {

    /// Nobody may send us away for longer.
    static final Duration CAP = Duration.ofSeconds(60);

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after-ms")
                .flatMap(text -> number(text).map(Duration::ofMillis))
                .or(() -> headers.firstValue("retry-after").flatMap(text -> read(text, now)))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> read(String text, Instant now) {
        return number(text).map(Duration::ofSeconds).or(() -> date(text, now));
    }

    private static Optional<Long> number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at =
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }
}
