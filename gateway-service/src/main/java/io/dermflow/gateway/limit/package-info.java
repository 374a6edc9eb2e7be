/// What is refused at the door: start with [io.dermflow.gateway.limit.LimitConfiguration].
@NullMarked
package io.dermflow.gateway.limit;

import org.jspecify.annotations.NullMarked;
