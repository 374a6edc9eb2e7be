package io.dermflow.ingest.account;

import io.dermflow.events.WireEnum;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a person may do. Everybody is a `user`.
public enum Role implements WireEnum {
    USER,
    ADMIN,
    LABELER,
    PARTNER;

    /// The names of these roles, `user` among them, in a fixed order.
    static List<String> names(Collection<Role> roles) {
        Set<Role> all = EnumSet.of(USER);
        all.addAll(roles);
        return all.stream().map(Role::wireName).toList();
    }

    static Role of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
