/// Database addresses: start with [io.dermflow.kit.database.DatabaseUrlPostProcessor].
@NullMarked
package io.dermflow.kit.database;

import org.jspecify.annotations.NullMarked;
