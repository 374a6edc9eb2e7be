package io.dermflow.vision.standing;

import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.vision.memory.MemoryGate;
import io.dermflow.vision.model.Gpus;
import io.dermflow.vision.model.ModelProperties;
import io.dermflow.vision.pump.StagePump;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the worker's own figures together.
@Configuration(proxyBeanMethods = false)
class StandingConfiguration {

    @Bean
    ShowStanding showStanding(
            AppProperties app,
            StandingProperties standing,
            ModelProperties models,
            List<StagePump<?>> pumps,
            MemoryGate memory,
            EventPublisher publisher,
            Clock clock) {
        var identity =
                new ShowStanding.Identity(
                        app.replica(),
                        standing.node().isBlank() ? hostName() : standing.node(),
                        models.device().name().toLowerCase(Locale.ROOT),
                        standing.accelerators());
        return new ShowStanding(
                identity,
                standing.every(),
                pumps,
                memory,
                new ProcessPeak(Path.of("/proc/self/status")),
                new Hardware(Path.of("/sys/devices/system/cpu/online"), Gpus.of(models)::memory),
                publisher,
                clock);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
