package io.dermflow.kit.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real Kafka, one KRaft node in the test's JVM, for the tests of every service. [#shared] starts
/// one per JVM, which ends with it; [#start] one of the test's own, which the test closes.
public final class TestBroker implements AutoCloseable {

    private static final class Holder {
        static final TestBroker SHARED = start();
    }

    private final KafkaRaftServer server;
    private final int port;

    private TestBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// The JVM's own broker, started at the first use.
    public static TestBroker shared() {
        return Holder.SHARED;
    }

    /// Another broker, on any free port, its log in a new temporary directory.
    public static TestBroker start() {
        try {
            Path folder = Files.createTempDirectory("broker");
            format(folder);
            int port = freePort();
            var settings = KafkaConfig.fromProps(settings(folder, port, freePort()), false);
            var server = new KafkaRaftServer(settings, Time.SYSTEM);
            server.startup();
            return new TestBroker(server, port);
        } catch (Exception e) {
            throw new IllegalStateException("no broker for the tests", e);
        }
    }

    /// `host:port`.
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        // The default of 128 MB of heap halts a small JVM.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.share.delivery.count.limit", "10");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.share.min.heartbeat.interval.ms", "200");
        settings.put("group.share.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        for (String inner :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.put(inner + ".replication.factor", "1");
            settings.put(inner + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
