/// What faces the world: TLS 1.3 and nothing less outside loopback, and what becomes of a request
/// in clear text; and the door inside for Prometheus. Start with
/// [io.dermflow.gateway.edge.EdgePostProcessor].
@NullMarked
package io.dermflow.gateway.edge;

import org.jspecify.annotations.NullMarked;
