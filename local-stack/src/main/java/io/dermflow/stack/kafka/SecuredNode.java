package io.dermflow.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// The security of the broker in its own process: clients come by TLS 1.3 and SCRAM-SHA-512 and may
/// do what the table says; the broker itself comes by its certificate, on ports of its own.
///
/// @param folder with the key store, the certificate and a password file for each principal
/// @param ready is written when users and rights are in place
record SecuredNode(
        int internalPort,
        Path folder,
        Path storePassword,
        Path table,
        Path ready,
        Set<String> partners) {

    static final String KEY_STORE = "broker.p12";

    private static final int OWN = 5;

    /// From [KafkaSecurity#arguments(int)].
    static SecuredNode of(List<String> arguments) {
        return new SecuredNode(
                Integer.parseInt(arguments.get(0)),
                Path.of(arguments.get(1)),
                Path.of(arguments.get(2)),
                Path.of(arguments.get(3)),
                Path.of(arguments.get(4)),
                Set.copyOf(arguments.subList(OWN, arguments.size())));
    }

    /// Replaces the listeners of an open broker.
    void secure(Properties settings, int port, int controllerPort) throws IOException {
        settings.put("inter.broker.listener.name", "INTERNAL");
        settings.put(
                "listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL");
        settings.put("listeners", listeners(port) + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", listeners(port));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.internal.ssl.client.auth", "required");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.putAll(tls());
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:" + BrokerCertificate.NAME);
    }

    /// Gives the running broker its users and rights.
    void grant() throws IOException {
        Map<String, Object> client = new HashMap<>(tls());
        client.put("bootstrap.servers", "127.0.0.1:" + internalPort);
        client.put("security.protocol", "SSL");
        GrantAccess.apply(client, AccessTable.read(table, partners), folder);
        Files.writeString(ready, "");
    }

    private String listeners(int port) {
        return "CLIENTS://127.0.0.1:" + port + ",INTERNAL://127.0.0.1:" + internalPort;
    }

    private Map<String, String> tls() throws IOException {
        String password = Files.readString(storePassword).strip();
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                folder.resolve(KEY_STORE).toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("broker.pem").toString(),
                "ssl.enabled.protocols",
                "TLSv1.3",
                "ssl.protocol",
                "TLSv1.3");
    }
}
