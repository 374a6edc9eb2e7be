package io.dermflow.ingest.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The secrets of service clients: a folder with a file for each, named by the client id. Read at
/// each request, so that clients are added, changed and removed while we run.
@Component
class ClientSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSecrets.class);

    /// No dot, no slash: an id never leaves the folder.
    private static final Pattern CLIENT_ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private static final int MIN_LENGTH = 32;

    private final Path folder;

    ClientSecrets(IssuingProperties properties) {
        this.folder = properties.clientsDir();
    }

    /// Whether this is the client's secret. An unknown client costs the same comparison.
    boolean accept(String clientId, Secret given) {
        Optional<Secret> known = of(clientId);
        return known.orElseGet(Secret::random).matches(given) && known.isPresent();
    }

    private Optional<Secret> of(String clientId) {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        try {
            String secret = Files.readString(folder.resolve(clientId)).strip();
            if (secret.length() >= MIN_LENGTH) {
                return Optional.of(new Secret(secret));
            }
            LOG.error(
                    "client secret too short, needs {} characters client={}", MIN_LENGTH, clientId);
            return Optional.empty();
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("client secret not readable client={} error={}", clientId, e.toString());
            return Optional.empty();
        }
    }
}
