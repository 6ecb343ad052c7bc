/**
 * The whole pipeline in one process: a broker, a short training, the job on a local Flink,
 * simulated readings, and a view of the forecasts that come back.
 */
@NullMarked
package io.foreflow.cli.demo;

import org.jspecify.annotations.NullMarked;
