package io.dermflow.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dermflow.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptLimitsTest {

    private final AttemptLimits limits =
            new AttemptLimits(
                    new AttemptProperties(2, Duration.ofSeconds(7), 1, Duration.ofSeconds(9), 100),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void countsEveryAttemptFromAnAddress() {
        var address = new ClientAddress("192.0.2.1");
        limits.from(address);
        limits.from(address);
        limits.from(new ClientAddress("192.0.2.2"));

        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> limits.from(address))
                .satisfies(problem -> {
                    assertThat(problem.status().value()).isEqualTo(429);
                    assertThat(problem.code()).isEqualTo("too_many_attempts");
                    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                });
    }

    @Test
    void countsOnlyFailuresOnAnAccount() {
        limits.on("a");
        limits.succeeded("a");
        limits.on("a");

        assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> limits.on("a"));
    }

    @Test
    void takesTheGatewaysWordForAnAddressAndOneNetworkForOneSubscriber() {
        assertThat(ClientAddress.of("192.0.2.7", "127.0.0.1").value()).isEqualTo("192.0.2.7");
        assertThat(ClientAddress.of(null, "127.0.0.1").value()).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.of("not.an.address", "127.0.0.1").value()).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.of("2001:db8:1:2:3::4", "127.0.0.1"))
                .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::9", "127.0.0.1"))
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::4", "127.0.0.1"));
    }
}
