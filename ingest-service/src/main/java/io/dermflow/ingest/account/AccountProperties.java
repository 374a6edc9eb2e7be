package io.dermflow.ingest.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of accounts.
///
/// @param bootstrapAdminEmail this user gets the role admin, when registered and at each start;
///   empty for none (`BOOTSTRAP_ADMIN_EMAIL`)
/// @param hashingThreads passwords hashed at once; each takes 16 MiB and a core for some 70 ms
/// @param hashingQueue requests that may wait for one of them
@Validated
@ConfigurationProperties(prefix = "dermflow.accounts", ignoreUnknownFields = false)
public record AccountProperties(
        @DefaultValue("") String bootstrapAdminEmail,
        @DefaultValue("2") @Min(1) @Max(64) int hashingThreads,
        @DefaultValue("16") @Min(1) int hashingQueue) {

    public AccountProperties {
        if (!bootstrapAdminEmail.isBlank() && Email.parse(bootstrapAdminEmail).isEmpty()) {
            throw new IllegalArgumentException(
                    "dermflow.accounts.bootstrap-admin-email is not an e-mail address");
        }
    }

    /// Whether this is the first admin's address.
    boolean isBootstrapAdmin(Email email) {
        return bootstrapAdmin().filter(email::equals).isPresent();
    }

    Optional<Email> bootstrapAdmin() {
        return Email.parse(bootstrapAdminEmail);
    }

    @Override
    public String toString() {
        return "AccountProperties[" + hashingThreads + " threads, queue " + hashingQueue + "]";
    }
}
