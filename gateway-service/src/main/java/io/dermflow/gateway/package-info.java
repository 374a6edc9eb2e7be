/// The door: start with [io.dermflow.gateway.route.RouteConfiguration] for what leads where, then
/// `limit` for what is refused before it leads anywhere.
@NullMarked
package io.dermflow.gateway;

import org.jspecify.annotations.NullMarked;
