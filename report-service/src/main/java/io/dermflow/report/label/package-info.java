/// Ground truth that labelers measured. Start with [io.dermflow.report.label.LabelCapture].
@NullMarked
package io.dermflow.report.label;

import org.jspecify.annotations.NullMarked;
