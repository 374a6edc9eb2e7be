/// The checked report in words. Start with [io.dermflow.events.narrative.Narrative].
@NullMarked
package io.dermflow.events.narrative;

import org.jspecify.annotations.NullMarked;
