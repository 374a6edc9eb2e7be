/// The page, its headers and CORS: start with [io.dermflow.gateway.page.PageConfiguration].
@NullMarked
package io.dermflow.gateway.page;

import org.jspecify.annotations.NullMarked;
