package io.dermflow.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new AccountProperties("", 2, 16));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "dermflow.accounts.bootstrap-admin-email", "a@example.org",
                                        "dermflow.accounts.hashing-threads", "3",
                                        "dermflow.accounts.hashing-queue", "4")))
                .isEqualTo(new AccountProperties("a@example.org", 3, 4));
    }

    @Test
    void refusesABootstrapAdminWithoutAnAddress() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.accounts.bootstrap-admin-email", "nobody")))
                .rootCause()
                .hasMessageContaining("bootstrap-admin-email");
    }

    private static AccountProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.accounts", AccountProperties.class);
    }
}
