/// What is started of a service: its jar taken apart, and a start-up cache with the classes that a
/// start needs loaded and linked ahead of time (JEP 483, JEP 514). Open [StartCaches] first.
@NullMarked
package io.dermflow.stack.cache;

import org.jspecify.annotations.NullMarked;
