package io.dermflow.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a broker's users and rights those of the table: passwords are set, rights that the table
/// doesn't have are taken away.
final class GrantAccess {

    private static final Logger log = LoggerFactory.getLogger(GrantAccess.class);
    private static final long WAIT_SECONDS = 30;

    /// RFC 7677 asks for 4096 at least; passwords here are random, not words.
    private static final int ITERATIONS = 4096;

    private GrantAccess() {}

    /// @param client settings of a super user's client
    /// @param passwords folder with a file for each principal
    static void apply(Map<String, Object> client, AccessTable table, Path passwords)
            throws IOException {
        try (Admin admin = Admin.create(client)) {
            wait(admin.alterUserScramCredentials(credentials(table, passwords)).all());
            Set<AclBinding> present =
                    new HashSet<>(wait(admin.describeAcls(AclBindingFilter.ANY).values()));
            Set<AclBinding> missing = without(table.rights(), present);
            wait(admin.createAcls(missing).all());
            Set<AclBinding> surplus = without(present, table.rights());
            wait(admin.deleteAcls(surplus.stream().map(AclBinding::toFilter).toList()).all());
            log.info(
                    "rights are granted principals={} new={} removed={}",
                    table.principals().size(),
                    missing.size(),
                    surplus.size());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker takes no rights", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while granting", e);
        }
    }

    private static List<UserScramCredentialAlteration> credentials(
            AccessTable table, Path passwords) throws IOException {
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        for (String principal : table.principals()) {
            credentials.add(
                    new UserScramCredentialUpsertion(
                            principal,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            Files.readString(passwords.resolve(principal)).strip()));
        }
        return credentials;
    }

    private static Set<AclBinding> without(Set<AclBinding> all, Set<AclBinding> these) {
        Set<AclBinding> rest = new HashSet<>(all);
        rest.removeAll(these);
        return rest;
    }

    private static <T> T wait(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
