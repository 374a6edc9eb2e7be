/// Removes what a user erased. Start with [io.dermflow.report.erasure.EraseData].
@NullMarked
package io.dermflow.report.erasure;

import org.jspecify.annotations.NullMarked;
