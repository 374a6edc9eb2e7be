package io.dermflow.report.result;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/// The reading side of the results.
public interface StoredResults extends Repository<StoredResult, UUID> {

    Optional<StoredResult> findById(UUID taskId);
}
