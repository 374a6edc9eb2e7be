package io.dermflow.stack.kafka;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Launch;
import io.dermflow.stack.process.Recipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The broker as a child JVM. It formats its own storage, so a folder that was removed is one more
/// ordinary start.
public final class KafkaRecipe implements Recipe {

    // Heap in use is about 40 MB; the rest is room for a burst of 256 KiB records. The first
    // compiler tier is enough for one laptop's records.
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-Xmx192m");

    private final DataDirectory data;
    private final Ports ports;
    private final @Nullable KafkaSecurity security;

    /// @param security null for a broker that is open to this machine
    public KafkaRecipe(DataDirectory data, Ports ports, @Nullable KafkaSecurity security) {
        this.data = data;
        this.ports = ports;
        this.security = security;
    }

    @Override
    public Part part() {
        return Part.KAFKA;
    }

    @Override
    public Launch launch() {
        List<String> arguments = new ArrayList<>();
        arguments.add(data.kafka().toString());
        arguments.add(Integer.toString(ports.number(Port.KAFKA)));
        arguments.add(Integer.toString(ports.number(Port.KAFKA_CONTROLLER)));
        if (security != null) {
            security.prepare();
            arguments.addAll(security.arguments(ports.number(Port.KAFKA_INTERNAL)));
        }
        List<String> command = JavaCommand.ofMain(data, part(), JVM, KafkaNode.class, arguments);
        return new Launch(command, Map.of(), data.log(part()));
    }

    @Override
    public boolean healthy() {
        return security == null
                ? ApiVersionsProbe.answers(ports.address(Part.KAFKA))
                : security.isReady();
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(15);
    }
}
