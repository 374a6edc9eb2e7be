/// The suite's health in one answer: start with [io.dermflow.gateway.health.HealthController].
@NullMarked
package io.dermflow.gateway.health;

import org.jspecify.annotations.NullMarked;
