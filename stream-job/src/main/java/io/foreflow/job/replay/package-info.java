/** The job's own steps without Flink, over readings and forecasts of the past. */
@NullMarked
package io.foreflow.job.replay;

import org.jspecify.annotations.NullMarked;
