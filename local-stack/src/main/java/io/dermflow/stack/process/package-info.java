/// Child processes: how one is started so that it dies with its parent, watched, restarted and
/// stopped. Start with [io.dermflow.stack.process.Child].
@NullMarked
package io.dermflow.stack.process;

import org.jspecify.annotations.NullMarked;
