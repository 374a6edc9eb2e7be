/// The names of what a stack consists of: [io.dermflow.stack.part.Part] and how each one is doing.
@NullMarked
package io.dermflow.stack.part;

import org.jspecify.annotations.NullMarked;
