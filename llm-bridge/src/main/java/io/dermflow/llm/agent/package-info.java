/// The assistant: a message in, an answer out, whole or as it comes. Start with
/// [io.dermflow.llm.agent.Converse]; the ways an answer can take are
/// [io.dermflow.llm.agent.Agent]'s.
@NullMarked
package io.dermflow.llm.agent;

import org.jspecify.annotations.NullMarked;
