/// Body measures as clients send them. Start with [io.dermflow.report.measure.MeasureForm].
@NullMarked
package io.dermflow.report.measure;

import org.jspecify.annotations.NullMarked;
