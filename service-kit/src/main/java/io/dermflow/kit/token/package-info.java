/// Tokens for calls between services: start with [io.dermflow.kit.token.ServiceTokens].
@NullMarked
package io.dermflow.kit.token;

import org.jspecify.annotations.NullMarked;
