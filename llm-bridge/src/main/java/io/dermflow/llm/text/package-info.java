/// Text that people and models wrote, made harmless: [io.dermflow.llm.text.UserText] on its way to
/// a model, [io.dermflow.llm.text.ModelText] on its way to a reader.
@NullMarked
package io.dermflow.llm.text;

import org.jspecify.annotations.NullMarked;
