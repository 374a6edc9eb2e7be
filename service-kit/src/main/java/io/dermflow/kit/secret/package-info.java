/// Secrets that come through the environment: start with
/// [io.dermflow.kit.secret.Base64SecretsPostProcessor].
@NullMarked
package io.dermflow.kit.secret;

import org.jspecify.annotations.NullMarked;
