/// Calls to other services: start with [io.dermflow.kit.http.ServiceClients].
@NullMarked
package io.dermflow.kit.http;

import org.jspecify.annotations.NullMarked;
