/// Measures of a body: [io.dermflow.imaging.body.ReadBody] reads breadths and depths off outlines,
/// [io.dermflow.imaging.body.MeasureBody] estimates circumferences from them.
@NullMarked
package io.dermflow.imaging.body;

import org.jspecify.annotations.NullMarked;
