/// All that we hold of a person, for that person: start with
/// [io.dermflow.ingest.export.ExportController].
@NullMarked
package io.dermflow.ingest.export;

import org.jspecify.annotations.NullMarked;
