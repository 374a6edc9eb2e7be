/// What lies on the disk: the checkout with its jars, and a data directory with its ports, secrets,
/// logs and locks. Start with [io.dermflow.stack.home.DataDirectory].
@NullMarked
package io.dermflow.stack.home;

import org.jspecify.annotations.NullMarked;
