/// What a mobile app does, through the gateway only. Start with [io.dermflow.stack.demo.RunDemo].
@NullMarked
package io.dermflow.stack.demo;

import org.jspecify.annotations.NullMarked;
