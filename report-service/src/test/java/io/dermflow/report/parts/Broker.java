package io.dermflow.report.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real Kafka, one KRaft node in this JVM, started at the first use and gone with the JVM.
public final class Broker {

    private static final class Holder {
        static final String ADDRESS = launch();
    }

    private Broker() {}

    /// `host:port` of the running broker.
    public static String address() {
        return Holder.ADDRESS;
    }

    private static String launch() {
        try {
            Path folder = Files.createTempDirectory("broker");
            int port = freePort();
            int controllerPort = freePort();
            format(folder);
            var settings = settings(folder, port, controllerPort);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return "127.0.0.1:" + port;
        } catch (Exception e) {
            throw new IllegalStateException("no broker for the tests", e);
        }
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
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        // The default of 128 MB of heap halts a small JVM.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        for (String inner : new String[] {"offsets.topic", "transaction.state.log"}) {
            settings.put(inner + ".replication.factor", "1");
            settings.put(inner + ".num.partitions", "1");
        }
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
