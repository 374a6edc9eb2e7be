package io.dermflow.stack.kafka;

import java.nio.file.Path;
import java.util.Properties;

/// The broker's settings: one node that starts and is wiped within seconds. Topics and their
/// retention are not declared here but in common-events.
final class NodeSettings {

    static final int NODE_ID = 1;

    private NodeSettings() {}

    static Properties of(Path directory, int port, int controllerPort) {
        Properties settings = new Properties();
        listeners(settings, port, controllerPort);
        storage(settings, directory);
        internalTopics(settings);
        quickRecovery(settings);
        groups(settings);
        return settings;
    }

    private static void listeners(Properties settings, int port, int controllerPort) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    }

    private static void storage(Properties settings, Path directory) {
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        // The default is 128 MB of heap, taken at start.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    }

    private static void internalTopics(Properties settings) {
        for (String topic :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void quickRecovery(Properties settings) {
        // Kafka's own value. A shorter one ends the wait for a broker that was killed by -9, but
        // fences one that is merely slow, and coming back from that is what it fails at: see
        // CoordinatorWatch.
        settings.put("broker.session.timeout.ms", "9000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void groups(Properties settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "200");
        settings.put("group.share.min.session.timeout.ms", "1000");
        settings.put("group.share.min.heartbeat.interval.ms", "200");
        // Well above our own limit of three tries: at its own the broker archives silently.
        settings.put("group.share.delivery.count.limit", "10");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.share.max.record.lock.duration.ms", "180000");
    }
}
