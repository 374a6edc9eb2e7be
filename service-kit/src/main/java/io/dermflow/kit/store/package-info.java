/// The object store behind one port: start with [io.dermflow.kit.store.ObjectStore].
@NullMarked
package io.dermflow.kit.store;

import org.jspecify.annotations.NullMarked;
