/// What the assistant remembers of its conversations, in this service's own schema: start with
/// [io.dermflow.llm.session.Sessions].
@NullMarked
package io.dermflow.llm.session;

import org.jspecify.annotations.NullMarked;
