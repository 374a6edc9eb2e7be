/// Findings in, checked report out. Start with [io.dermflow.llm.narrative.WriteReport].
@NullMarked
package io.dermflow.llm;

import org.jspecify.annotations.NullMarked;
