package io.dermflow.ingest.database;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.dermflow.kit.problem.ProblemAdvice;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class DatabaseAwayAdviceTest {

    @Test
    void aDatabaseThatIsAwayIs503WithRetryAfter() throws Exception {
        var mvc =
                MockMvcBuilders.standaloneSetup(new Door())
                        .setControllerAdvice(new ProblemAdvice(), new DatabaseAwayAdvice())
                        .build();

        for (String path : new String[] {"/query", "/transaction"}) {
            mvc.perform(get(path))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "2"))
                    .andExpect(jsonPath("$.code").value("database_unavailable"));
        }
    }

    /// Talks to a port where nobody listens.
    @RestController
    private static final class Door {
        private final PGSimpleDataSource away = new PGSimpleDataSource();

        Door() {
            away.setURL("jdbc:postgresql://127.0.0.1:1/nowhere");
        }

        @GetMapping("/query")
        String query() {
            return JdbcClient.create(away).sql("select 1").query(String.class).single();
        }

        @GetMapping("/transaction")
        String transaction() {
            var transactions = new TransactionTemplate(new DataSourceTransactionManager(away));
            return transactions.execute(_ -> "never");
        }
    }
}
