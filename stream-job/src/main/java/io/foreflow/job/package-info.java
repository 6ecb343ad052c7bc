/**
 * The Flink job and its configuration: readings come in, forecasts go out.
 *
 * <p>{@link io.foreflow.job.ForecastJob} is the main class. {@code start} checks that the job can
 * run, and {@code topology} puts it together. A reading comes from Kafka ({@code decode}), joins
 * the next wave of its task ({@code wave}), steps its series' state ({@code state}) with the model
 * ({@code model}), and leaves as a forecast ({@code emit}).
 */
@NullMarked
package io.foreflow.job;

import org.jspecify.annotations.NullMarked;
