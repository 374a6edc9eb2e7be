/// Which path leads to which service, and what a service that is away looks like: start with
/// [io.dermflow.gateway.route.RouteConfiguration].
@NullMarked
package io.dermflow.gateway.route;

import org.jspecify.annotations.NullMarked;
