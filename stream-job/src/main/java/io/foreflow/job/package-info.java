/**
 * The Flink job, which turns readings into forecasts, and its configuration.
 *
 * <p>A reading comes from Kafka ({@code decode}), joins the next wave of its task ({@code wave}),
 * steps its series' state ({@code state}) with the model ({@code model}), and leaves as a forecast
 * ({@code emit}).
 */
@NullMarked
package io.foreflow.job;

import org.jspecify.annotations.NullMarked;
