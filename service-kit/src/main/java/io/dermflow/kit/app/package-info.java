/// Who this process is: start with [io.dermflow.kit.app.AppProperties].
@NullMarked
package io.dermflow.kit.app;

import org.jspecify.annotations.NullMarked;
