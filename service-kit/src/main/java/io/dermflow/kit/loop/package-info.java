/// Work that goes on as long as the process does: start with [io.dermflow.kit.loop.LoopThread].
@NullMarked
package io.dermflow.kit.loop;

import org.jspecify.annotations.NullMarked;
