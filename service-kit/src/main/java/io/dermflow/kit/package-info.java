/// What every service needs once, as Spring Boot auto-configuration. A service imports
/// `dermflow-kit.yaml` and sets `dermflow.app.service` and `dermflow.app.port`.
@NullMarked
package io.dermflow.kit;

import org.jspecify.annotations.NullMarked;
