/// How tasks ended and what they found: the tables. Start with
/// [io.dermflow.report.result.ResultLedger] (writing) and [io.dermflow.report.result.StoredResult]
/// (reading).
@NullMarked
package io.dermflow.report.result;

import org.jspecify.annotations.NullMarked;
