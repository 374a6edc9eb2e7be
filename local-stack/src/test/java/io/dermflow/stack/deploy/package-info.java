/// What deploys the suite, checked without a container engine: compose, Dockerfile and chart name
/// only what the services have. Start with [io.dermflow.stack.deploy.ComposeTest].
@NullMarked
package io.dermflow.stack.deploy;

import org.jspecify.annotations.NullMarked;
