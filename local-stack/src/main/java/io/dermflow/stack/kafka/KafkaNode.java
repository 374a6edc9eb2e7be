package io.dermflow.stack.kafka;

import io.dermflow.stack.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker's own process. Arguments: data folder, client port, controller port; for a secured
/// one those of [SecuredNode] besides.
final class KafkaNode {

    private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);

    private static final int OWN = 3;

    private KafkaNode() {}

    static void main(String[] arguments) {
        try {
            ParentWatch.begin();
            Path directory = Path.of(arguments[0]);
            int port = Integer.parseInt(arguments[1]);
            int controllerPort = Integer.parseInt(arguments[2]);
            Properties settings = NodeSettings.of(directory, port, controllerPort);
            List<String> rest = List.of(arguments).subList(OWN, arguments.length);
            if (rest.isEmpty()) {
                run(directory, settings);
            } else {
                runSecured(directory, settings, SecuredNode.of(rest), port, controllerPort);
            }
        } catch (IOException | RuntimeException e) {
            // Kafka's threads are no daemons: without this a failed start would hang for ever.
            log.error("the broker cannot run", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void runSecured(
            Path directory, Properties settings, SecuredNode security, int port, int controllerPort)
            throws IOException {
        security.secure(settings, port, controllerPort);
        KafkaRaftServer server = started(directory, settings);
        security.grant();
        server.awaitShutdown();
    }

    private static void run(Path directory, Properties settings) throws IOException {
        started(directory, settings).awaitShutdown();
    }

    private static KafkaRaftServer started(Path directory, Properties settings) throws IOException {
        FormattedStorage.ensure(directory, NodeSettings.NODE_ID);
        CoordinatorWatch.begin(KafkaNode::restart);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        log.info("broker is up");
        return server;
    }

    /// Not in good order: what a coordinator that lost its state still writes counts as its state
    /// afterwards. The launcher starts the broker again.
    private static void restart() {
        log.error("a group coordinator has lost part of its state, the broker begins anew");
        Runtime.getRuntime().halt(1);
    }
}
