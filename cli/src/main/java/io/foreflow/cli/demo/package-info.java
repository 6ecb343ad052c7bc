/**
 * The command {@code demo}: the whole pipeline in one process. It starts a broker, trains a model
 * briefly, runs the job on a local Flink, simulates readings, and shows the forecasts.
 */
@NullMarked
package io.foreflow.cli.demo;

import org.jspecify.annotations.NullMarked;
