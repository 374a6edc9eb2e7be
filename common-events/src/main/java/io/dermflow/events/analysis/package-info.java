/// What the vision stage measured. Start with [io.dermflow.events.analysis.Analysis].
@NullMarked
package io.dermflow.events.analysis;

import org.jspecify.annotations.NullMarked;
