/// Corrections of body measures, and what is decided on them. Start with
/// [io.dermflow.report.adjustment.AdjustMetrics].
@NullMarked
package io.dermflow.report.adjustment;

import org.jspecify.annotations.NullMarked;
