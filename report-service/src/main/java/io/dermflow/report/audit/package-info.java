/// Who did what to another person's data, append-only.
@NullMarked
package io.dermflow.report.audit;

import org.jspecify.annotations.NullMarked;
