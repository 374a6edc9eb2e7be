/// Real parts for the tests, one set per JVM: broker, database, and what stands for the neighbours.
@NullMarked
package io.dermflow.llm.parts;

import org.jspecify.annotations.NullMarked;
