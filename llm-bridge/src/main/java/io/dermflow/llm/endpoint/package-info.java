/// One OpenAI-compatible endpoint (vLLM, llama.cpp and others), never trusted: start with
/// [io.dermflow.llm.endpoint.ChatEndpoint].
@NullMarked
package io.dermflow.llm.endpoint;

import org.jspecify.annotations.NullMarked;
