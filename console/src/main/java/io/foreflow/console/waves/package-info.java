/** Sizes of waves, which are in no topic: they are read from the metrics of a running Flink. */
@NullMarked
package io.foreflow.console.waves;

import org.jspecify.annotations.NullMarked;
