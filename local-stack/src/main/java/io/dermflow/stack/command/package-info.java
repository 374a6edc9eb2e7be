/// What `./dermflow` runs. Start with [io.dermflow.stack.command.Main].
@NullMarked
package io.dermflow.stack.command;

import org.jspecify.annotations.NullMarked;
