/// Nothing grows without an end. Start with [io.dermflow.report.retention.Sweeper].
@NullMarked
package io.dermflow.report.retention;

import org.jspecify.annotations.NullMarked;
