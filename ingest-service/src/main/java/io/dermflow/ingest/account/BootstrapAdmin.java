package io.dermflow.ingest.account;

import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Makes the user of `BOOTSTRAP_ADMIN_EMAIL` an admin at start, if that user is registered already.
/// Nobody checks who reads that address: register it before others can, or use `./dermflow user
/// add`.
@Component
class BootstrapAdmin implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);

    private final AccountProperties properties;
    private final Users users;
    private final ChangeRoles changeRoles;

    BootstrapAdmin(AccountProperties properties, Users users, ChangeRoles changeRoles) {
        this.properties = properties;
        this.users = users;
        this.changeRoles = changeRoles;
    }

    @Override
    public void afterSingletonsInstantiated() {
        properties.bootstrapAdmin().flatMap(users::find).ifPresent(this::promote);
    }

    private void promote(User user) {
        if (user.roles().contains(Role.ADMIN.wireName())) {
            return;
        }
        Set<Role> roles = EnumSet.of(Role.ADMIN);
        user.roles().forEach(name -> roles.add(Role.of(name)));
        changeRoles.change("system", user.id(), roles);
        LOG.info("bootstrap admin made userId={}", user.id());
    }
}
