/// Measures of a body from its breadths and depths. Start with
/// [io.dermflow.imaging.body.MeasureBody].
@NullMarked
package io.dermflow.imaging.body;

import org.jspecify.annotations.NullMarked;
