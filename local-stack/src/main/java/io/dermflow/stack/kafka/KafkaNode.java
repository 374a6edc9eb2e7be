package io.dermflow.stack.kafka;

import io.dermflow.stack.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker's own process. Arguments: data folder, client port, controller port.
final class KafkaNode {

    private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);

    private KafkaNode() {}

    static void main(String[] arguments) {
        try {
            ParentWatch.begin();
            Path directory = Path.of(arguments[0]);
            int port = Integer.parseInt(arguments[1]);
            int controllerPort = Integer.parseInt(arguments[2]);
            run(directory, NodeSettings.of(directory, port, controllerPort));
        } catch (IOException | RuntimeException e) {
            // Kafka's threads are no daemons: without this a failed start would hang for ever.
            log.error("the broker cannot run", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path directory, Properties settings) throws IOException {
        FormattedStorage.ensure(directory, NodeSettings.NODE_ID);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        log.info("broker is up");
        server.awaitShutdown();
    }
}
