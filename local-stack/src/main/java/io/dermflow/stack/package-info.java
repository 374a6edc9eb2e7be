/// The launcher as a library: start with [io.dermflow.stack.LocalStack]. The supervisor behind
/// `./dermflow` ([io.dermflow.stack.command.Main]) and the end-to-end tests use the same classes.
@NullMarked
package io.dermflow.stack;

import org.jspecify.annotations.NullMarked;
