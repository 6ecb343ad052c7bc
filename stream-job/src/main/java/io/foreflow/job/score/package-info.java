/** Scores forecasts by the readings that come later. */
@NullMarked
package io.foreflow.job.score;

import org.jspecify.annotations.NullMarked;
