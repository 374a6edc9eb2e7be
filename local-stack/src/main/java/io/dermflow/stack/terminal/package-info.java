/// Where commands print: [io.dermflow.stack.terminal.Terminal].
@NullMarked
package io.dermflow.stack.terminal;

import org.jspecify.annotations.NullMarked;
