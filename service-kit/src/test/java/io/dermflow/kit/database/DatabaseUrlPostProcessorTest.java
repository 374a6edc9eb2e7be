package io.dermflow.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseUrlPostProcessorTest {

    @Test
    void translatesThePlatformForm() {
        Map<String, Object> translated =
                DatabaseUrlPostProcessor.translate(
                        "postgres://user:p%40ss@db:5432/appdb?sslmode=require");

        assertThat(translated)
                .containsEntry(
                        "spring.datasource.url", "jdbc:postgresql://db:5432/appdb?sslmode=require")
                .containsEntry("spring.datasource.username", "user")
                .containsEntry("spring.datasource.password", "p@ss");
    }

    @Test
    void leavesJdbcAlone() {
        assertThat(DatabaseUrlPostProcessor.translate("jdbc:postgresql://db/app"))
                .containsExactly(Map.entry("spring.datasource.url", "jdbc:postgresql://db/app"));
    }

    @Test
    void refusesOtherDatabases() {
        assertThatThrownBy(() -> DatabaseUrlPostProcessor.translate("mysql://db/app"))
                .hasMessageContaining("postgres://");
    }
}
