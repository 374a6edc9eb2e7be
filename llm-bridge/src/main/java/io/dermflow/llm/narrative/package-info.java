/// The report in words, and what is checked before anyone reads it: start with
/// [io.dermflow.llm.narrative.WriteReport].
@NullMarked
package io.dermflow.llm.narrative;

import org.jspecify.annotations.NullMarked;
