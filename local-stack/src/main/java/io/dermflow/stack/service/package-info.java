/// The services of the suite, each from its real jar: [io.dermflow.stack.service.ServiceRecipe].
@NullMarked
package io.dermflow.stack.service;

import org.jspecify.annotations.NullMarked;
