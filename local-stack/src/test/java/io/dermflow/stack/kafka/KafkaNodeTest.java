package io.dermflow.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Launch;
import io.dermflow.stack.process.Spawner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaNodeTest {

    @TempDir Path folder;

    @Test
    void endsWhenACoordinatorHasLostPartOfItsStateSoThatTheLauncherStartsItAgain()
            throws Exception {
        try (var spawner = new Spawner()) {
            Process node = spawner.spawn(forgetful());
            try {
                boolean ended = node.waitFor(20, TimeUnit.SECONDS);

                assertThat(ended).isTrue();
                assertThat(node.exitValue()).isOne();
                assertThat(Files.readString(log())).contains("lost part of its state");
            } finally {
                node.destroyForcibly().waitFor();
            }
        }
    }

    private Launch forgetful() throws Exception {
        var data = new DataDirectory(folder);
        data.prepare();
        Ports ports = Ports.settle(data, OptionalInt.of(0));
        List<String> arguments =
                List.of(
                        folder.resolve("kafka").toString(),
                        Integer.toString(ports.number(Port.KAFKA)),
                        Integer.toString(ports.number(Port.KAFKA_CONTROLLER)));
        List<String> command =
                JavaCommand.ofMain(data, Part.KAFKA, List.of(), ForgetfulNode.class, arguments);
        return new Launch(command, Map.of(), log());
    }

    private Path log() {
        return folder.resolve("log");
    }
}
