/// Threads that do the same small thing again and again.
@NullMarked
package io.dermflow.report.background;

import org.jspecify.annotations.NullMarked;
