/// Measures the suite beside the raw model, as ratios within one run on one machine: start with
/// [io.dermflow.bench.Main].
@NullMarked
package io.dermflow.bench;

import org.jspecify.annotations.NullMarked;
