/// Access tokens: start with [io.dermflow.kit.security.SecurityConfiguration], then
/// [io.dermflow.kit.security.Caller].
@NullMarked
package io.dermflow.kit.security;

import org.jspecify.annotations.NullMarked;
