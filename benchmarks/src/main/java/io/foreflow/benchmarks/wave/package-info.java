/** What waves of readings cost, without Flink around them. */
@NullMarked
package io.foreflow.benchmarks.wave;

import org.jspecify.annotations.NullMarked;
