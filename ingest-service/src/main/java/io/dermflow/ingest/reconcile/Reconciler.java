package io.dermflow.ingest.reconcile;

import io.dermflow.ingest.background.BackgroundLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The thread that looks after open jobs, once a round, and at once again while there is more than
/// one look can take.
@Configuration(proxyBeanMethods = false)
class Reconciler {

    @Bean
    BackgroundLoop reconcilerLoop(
            Reconcile reconcile, SendAgain sendAgain, ReconcileProperties properties) {
        Duration round = properties.round();
        return new BackgroundLoop(
                "reconciler",
                BackgroundLoop.AFTER_REQUESTS,
                round,
                () -> {
                    sendAgain.whatTheLogLost();
                    if (!reconcile.look()) {
                        TimeUnit.NANOSECONDS.sleep(round.toNanos());
                    }
                });
    }
}
