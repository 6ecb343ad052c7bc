/** A real Kafka broker inside this process, for the demo, the tests and the benchmarks. */
@NullMarked
package io.foreflow.broker;

import org.jspecify.annotations.NullMarked;
