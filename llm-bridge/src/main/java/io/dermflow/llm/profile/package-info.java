/// What a person's own latest results say, for the assistant: start with
/// [io.dermflow.llm.profile.Profiles].
@NullMarked
package io.dermflow.llm.profile;

import org.jspecify.annotations.NullMarked;
