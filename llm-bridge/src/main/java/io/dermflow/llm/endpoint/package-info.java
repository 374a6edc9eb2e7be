/// OpenAI-compatible endpoints (vLLM, llama.cpp and others) behind one door, never trusted: start
/// with [io.dermflow.llm.endpoint.LanguageModel].
@NullMarked
package io.dermflow.llm.endpoint;

import org.jspecify.annotations.NullMarked;
