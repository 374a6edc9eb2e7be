/// One PostgreSQL server from the binaries in Maven Central, as a direct child process. Start with
/// [io.dermflow.stack.postgres.PostgresRecipe].
@NullMarked
package io.dermflow.stack.postgres;

import org.jspecify.annotations.NullMarked;
