package io.dermflow.stack.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The random secrets of one installation, a file each, readable by their owner only. A secret is
/// made when it is first asked for and stays.
public final class Secrets {

    private static final int SECRET_BYTES = 24;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    public Secrets(DataDirectory data) {
        this.directory = data.secrets();
    }

    /// The secret of that name: 48 hexadecimal digits, safe in URLs and SQL literals.
    public synchronized String value(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read secret " + name, e);
        }
    }

    /// The file that holds the secret of that name.
    public synchronized Path file(String name) {
        Path file = directory.resolve(name);
        if (Files.notExists(file)) {
            create(file);
        }
        return file;
    }

    /// The folder with one file per service client, named by its client id: all that ingest-service
    /// accepts by client credentials.
    public Path clients() {
        return directory.resolve("clients");
    }

    /// The secret of a service client.
    public Path clientFile(String clientId) {
        return file("clients/" + clientId);
    }

    private void create(Path file) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        try {
            OwnerOnly.directory(FileTree.parentOf(file));
            OwnerOnly.write(file, HexFormat.of().formatHex(secret));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write secret " + file.getFileName(), e);
        }
    }
}
