package io.dermflow.stack.kafka;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.OwnerOnly;
import io.dermflow.stack.home.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a secured broker of this stack needs: a certificate, a password for each principal of the
/// table, and the table. All in files of the data directory that only their owner can read; command
/// lines hold their paths.
public final class KafkaSecurity {

    private static final String FOLDER = "kafka/";

    private final DataDirectory data;
    private final Secrets secrets;
    private final Path table;
    private final Set<String> partners;

    /// @param partners who may read results beside the services
    public KafkaSecurity(
            Checkout checkout, DataDirectory data, Secrets secrets, Set<String> partners) {
        this.data = data;
        this.secrets = secrets;
        this.table = checkout.root().resolve("deploy/kafka/access.tsv");
        this.partners = Set.copyOf(partners);
    }

    /// Before each start of the broker: makes the certificate and the passwords that are missing,
    /// and forgets that an earlier one was ready.
    void prepare() {
        try {
            Files.deleteIfExists(ready());
            OwnerOnly.directory(folder());
            BrokerCertificate.ensure(keyStore(), storePassword(), certificate());
            for (String principal : AccessTable.read(table, partners).principals()) {
                passwordFile(principal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the broker cannot be secured", e);
        }
    }

    /// The file with a principal's password.
    public Path passwordFile(String principal) {
        return secrets.file(FOLDER + principal);
    }

    /// The broker's certificate in PEM, which clients trust.
    public Path certificate() {
        return folder().resolve("broker.pem");
    }

    /// What a client of the stack sets to be that principal.
    public Map<String, String> environment(String principal) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("KAFKA_SASL_USERNAME", principal);
        environment.put("KAFKA_SASL_PASSWORD_FILE", passwordFile(principal).toString());
        environment.put("KAFKA_CA_FILE", certificate().toString());
        return environment;
    }

    /// The arguments of [KafkaNode] after the usual ones.
    List<String> arguments(int internalPort) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                Integer.toString(internalPort),
                                folder().toString(),
                                storePassword().toString(),
                                table.toString(),
                                ready().toString()));
        arguments.addAll(partners);
        return arguments;
    }

    /// Whether the running broker has its users and rights.
    boolean isReady() {
        return Files.exists(ready());
    }

    private Path ready() {
        return data.run().resolve("kafka.ready");
    }

    private Path folder() {
        return FileTree.parentOf(data.secrets().resolve(FOLDER + "any"));
    }

    private Path keyStore() {
        return folder().resolve(SecuredNode.KEY_STORE);
    }

    private Path storePassword() {
        return secrets.file("kafka-key-store");
    }
}
