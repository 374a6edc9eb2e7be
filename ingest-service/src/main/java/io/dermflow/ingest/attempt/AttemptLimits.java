package io.dermflow.ingest.attempt;

import io.dermflow.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Limits on guessing: every attempt counts against its address, failed ones against the account.
/// In this process's memory, so that n replicas allow n times as much and nothing is written for an
/// attacker.
@Component
public class AttemptLimits {

    private final TokenBuckets addresses;
    private final TokenBuckets accounts;

    AttemptLimits(AttemptProperties properties, Clock clock) {
        this.addresses =
                new TokenBuckets(
                        properties.addressBurst(),
                        properties.addressRefill(),
                        properties.remembered(),
                        clock);
        this.accounts =
                new TokenBuckets(
                        properties.accountBurst(),
                        properties.accountRefill(),
                        properties.remembered(),
                        clock);
    }

    /// Counts an attempt from this address.
    ///
    /// @throws ApiProblem `429 too_many_attempts`
    public void from(ClientAddress address) {
        addresses.take(address.value()).ifPresent(AttemptLimits::refuse);
    }

    /// Counts an attempt on this account as failed, until [#succeeded] takes it back.
    ///
    /// @throws ApiProblem `429 too_many_attempts`
    public void on(String account) {
        accounts.take(account).ifPresent(AttemptLimits::refuse);
    }

    /// The attempt counted last on this account was right.
    public void succeeded(String account) {
        accounts.giveBack(account);
    }

    private static void refuse(Duration wait) {
        throw new ApiProblem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too_many_attempts",
                        "Too many attempts; wait before the next one.")
                .retryAfter(wait);
    }
}
