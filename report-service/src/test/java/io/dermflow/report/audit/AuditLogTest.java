package io.dermflow.report.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.UserId;
import io.dermflow.report.parts.ReportServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReportServiceTest
class AuditLogTest {

    @Autowired private AuditLog audit;
    @Autowired private JdbcClient database;

    @Test
    void letsNobodyChangeOrRemoveWhatWasWritten() {
        var actor = new UserId(UUID.randomUUID());
        audit.write(actor, "read_result", "capture", "x", Map.of("owner", "y"));

        assertThatThrownBy(() -> database.sql("update audit set action = 'nothing'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.sql("delete from audit").update())
                .isInstanceOf(DataAccessException.class);

        assertThat(
                        database.sql("select metadata ->> 'owner' from audit where actor_id = ?")
                                .param(actor.value())
                                .query(String.class)
                                .single())
                .isEqualTo("y");
    }
}
