/// Prompts as versioned files: start with [io.dermflow.llm.prompt.Prompt].
@NullMarked
package io.dermflow.llm.prompt;

import org.jspecify.annotations.NullMarked;
