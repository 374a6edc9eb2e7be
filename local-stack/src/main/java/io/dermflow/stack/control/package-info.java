/// How the commands reach a supervisor that runs in the background: a small HTTP server on loopback
/// with a token in a file. Start with [io.dermflow.stack.control.ControlServer].
@NullMarked
package io.dermflow.stack.control;

import org.jspecify.annotations.NullMarked;
