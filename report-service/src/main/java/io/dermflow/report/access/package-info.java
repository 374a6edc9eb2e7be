/// Who may read which result. Start with [io.dermflow.report.access.FindResult].
@NullMarked
package io.dermflow.report.access;

import org.jspecify.annotations.NullMarked;
