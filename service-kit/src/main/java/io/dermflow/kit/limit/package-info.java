/// How much may be under way at once: start with [io.dermflow.kit.limit.Places].
@NullMarked
package io.dermflow.kit.limit;

import org.jspecify.annotations.NullMarked;
