/// report-service: outcomes in, results out. Start with [io.dermflow.report.outcome].
@NullMarked
package io.dermflow.report;

import org.jspecify.annotations.NullMarked;
