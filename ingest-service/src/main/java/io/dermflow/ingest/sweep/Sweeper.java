package io.dermflow.ingest.sweep;

import io.dermflow.ingest.background.BackgroundLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The threads that sweep. Every replica sweeps; what one has removed the other does not find.
@Configuration(proxyBeanMethods = false)
class Sweeper {

    @Bean
    BackgroundLoop sweeperLoop(
            SweepRows sweepRows, SweepImages sweepImages, SweepProperties properties) {
        return loop(
                "sweeper",
                properties.round(),
                () -> {
                    sweepRows.sweep();
                    sweepImages.sweep();
                });
    }

    /// Apart, because listing a large bucket takes long.
    @Bean
    BackgroundLoop orphansLoop(SweepOrphans sweepOrphans, SweepProperties properties) {
        return loop("orphans", properties.orphansEvery(), sweepOrphans::sweep);
    }

    private static BackgroundLoop loop(String name, Duration pause, BackgroundLoop.Turn work) {
        return new BackgroundLoop(
                name,
                BackgroundLoop.AFTER_REQUESTS,
                pause,
                () -> {
                    work.take();
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                });
    }
}
