package io.dermflow.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.part.Part;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir Path directory;
    private DataDirectory data;

    @BeforeEach
    void prepare() throws Exception {
        data = new DataDirectory(directory);
        data.prepare();
    }

    @Test
    void remembersWhatItSettled() throws Exception {
        Ports first = Ports.settle(data, OptionalInt.of(0));

        Ports second = Ports.settle(data, OptionalInt.empty());

        for (Port port : Port.values()) {
            assertThat(second.number(port)).as(port.name()).isEqualTo(first.number(port));
        }
    }

    @Test
    void countsFromTheGatewayWhereThatIsFree() throws Exception {
        int gateway = Ports.settle(data, OptionalInt.of(0)).number(Port.GATEWAY);

        Ports ports = Ports.settle(new DataDirectory(fresh()), OptionalInt.of(gateway));

        assertThat(ports.number(Port.GATEWAY)).isEqualTo(gateway);
        assertThat(ports.number(Port.KAFKA)).isEqualTo(gateway + 10);
    }

    @Test
    void givesEachPartAPortOfItsOwnBelowTheEphemeralRange() throws Exception {
        Ports ports = Ports.settle(data, OptionalInt.of(0));

        var numbers =
                EnumSet.allOf(Port.class).stream().map(ports::number).collect(Collectors.toSet());

        assertThat(numbers).hasSize(Port.values().length).allMatch(number -> number < 32_768);
    }

    @Test
    void takesAnotherPortForAPartWhoseOwnIsTaken() throws Exception {
        Ports first = Ports.settle(data, OptionalInt.of(0));
        int kafka = first.number(Port.KAFKA);
        try (var _ = new ServerSocket(kafka, 1, InetAddress.getLoopbackAddress())) {

            Ports second = Ports.settle(data, OptionalInt.empty());

            assertThat(second.number(Port.KAFKA)).isNotEqualTo(kafka);
            assertThat(second.address(Part.GATEWAY)).isEqualTo(first.address(Part.GATEWAY));
        }
    }

    @Test
    void refusesToMoveTheGateway() throws Exception {
        int gateway = Ports.settle(data, OptionalInt.of(0)).number(Port.GATEWAY);
        try (var _ = new ServerSocket(gateway, 1, InetAddress.getLoopbackAddress())) {

            assertThatThrownBy(() -> Ports.settle(data, OptionalInt.of(gateway)))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("--port");
        }
    }

    private Path fresh() throws Exception {
        Path other = directory.resolve("other");
        new DataDirectory(other).prepare();
        return other;
    }
}
