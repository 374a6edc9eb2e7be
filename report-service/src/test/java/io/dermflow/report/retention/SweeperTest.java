package io.dermflow.report.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.report.parts.ReportServiceTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReportServiceTest
class SweeperTest {

    @Autowired private Sweeper sweeper;
    @Autowired private JdbcClient database;

    @Test
    void removesOutboxRowsAndErasureMarksThatHaveHadTheirTime() {
        UUID old = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        insert(old, Instant.now().minus(Duration.ofHours(49)));
        insert(young, Instant.now().minus(Duration.ofHours(23)));

        sweeper.sweep();

        assertThat(ids("select task_id from announcement where task_id in (?, ?)", old, young))
                .containsExactly(young);
        assertThat(ids("select user_id from erasure_mark where user_id in (?, ?)", old, young))
                .containsExactly(young);
    }

    private void insert(UUID id, Instant at) {
        database.sql(
                        """
                        insert into announcement (task_id, event, traceparent, created_at, sent_at)
                        values (?, '{}', '', ?, ?)
                        """)
                .params(id, Timestamp.from(at), Timestamp.from(at))
                .update();
        database.sql("insert into erasure_mark (user_id, task_id, marked_at) values (?, null, ?)")
                .params(id, Timestamp.from(at))
                .update();
    }

    private List<UUID> ids(String query, UUID one, UUID other) {
        return database.sql(query).params(one, other).query(UUID.class).list();
    }
}
