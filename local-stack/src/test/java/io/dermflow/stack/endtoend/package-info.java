/// The whole suite as its users meet it: real services, real Kafka, PostgreSQL and S3, one stack
/// shared by all tests. Start with [io.dermflow.stack.endtoend.OneCaptureTest].
@NullMarked
package io.dermflow.stack.endtoend;

import org.jspecify.annotations.NullMarked;
