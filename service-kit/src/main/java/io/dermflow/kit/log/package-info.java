/// What a log line looks like as JSON: start with [io.dermflow.kit.log.LogFields].
@NullMarked
package io.dermflow.kit.log;

import org.jspecify.annotations.NullMarked;
