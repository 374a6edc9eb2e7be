package io.dermflow.stack.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The certificate by which clients know the local broker, and by which the broker knows itself on
/// its inner listeners: self-signed, for `localhost` and 127.0.0.1, made once by the JDK's keytool.
final class BrokerCertificate {

    static final String NAME = "CN=dermflow-kafka";

    private static final String ALIAS = "broker";
    private static final int DAYS = 3650;

    private BrokerCertificate() {}

    /// Makes the key store and, beside it, the certificate in PEM, unless they are there.
    ///
    /// @param password file with the key store's password
    static void ensure(Path keyStore, Path password, Path certificate) throws IOException {
        if (Files.exists(certificate)) {
            return;
        }
        Files.deleteIfExists(keyStore);
        keytool(
                keyStore,
                password,
                List.of(
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        NAME,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        Integer.toString(DAYS)));
        Path fresh = certificate.resolveSibling(certificate.getFileName() + ".new");
        keytool(keyStore, password, List.of("-exportcert", "-rfc", "-file", fresh.toString()));
        Files.move(fresh, certificate, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void keytool(Path keyStore, Path password, List<String> words)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(words);
        command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", keyStore.toString()));
        command.addAll(List.of("-storepass:file", password.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
