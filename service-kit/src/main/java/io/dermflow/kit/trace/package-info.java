/// One trace id from the upload to the report: start with [io.dermflow.kit.trace.Traceparent].
@NullMarked
package io.dermflow.kit.trace;

import org.jspecify.annotations.NullMarked;
