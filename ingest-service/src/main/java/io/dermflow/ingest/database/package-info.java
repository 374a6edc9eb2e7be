/// What ingest does while its database is away: start with
/// [io.dermflow.ingest.database.DatabaseAwayAdvice].
@NullMarked
package io.dermflow.ingest.database;

import org.jspecify.annotations.NullMarked;
