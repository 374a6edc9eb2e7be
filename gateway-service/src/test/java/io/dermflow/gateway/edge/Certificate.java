package io.dermflow.gateway.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate for `localhost` made by the JDK's keytool, as the two PEM files a gateway takes.
record Certificate(Path certificate, Path key, KeyStore trust) {

    private static final String PASSWORD = "changeit";

    static Certificate in(Path folder, String commonName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(commonName + ".p12");
        keytool(store, commonName);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("edge", PASSWORD.toCharArray()).getEncoded();
        byte[] certificate = keys.getCertificate("edge").getEncoded();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("edge", keys.getCertificate("edge"));
        return new Certificate(
                pem(folder.resolve(commonName + ".crt"), "CERTIFICATE", certificate),
                pem(folder.resolve(commonName + ".key"), "PRIVATE KEY", key),
                trust);
    }

    private static void keytool(Path store, String commonName)
            throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command =
                List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
        int status = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with " + status);
        }
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String text =
                "-----BEGIN "
                        + kind
                        + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(content)
                        + "\n-----END "
                        + kind
                        + "-----\n";
        return Files.writeString(file, text);
    }
}
