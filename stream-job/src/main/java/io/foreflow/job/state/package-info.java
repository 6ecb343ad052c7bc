/**
 * The state that Flink keeps for a series: one byte array, with a header that outlives releases and
 * models.
 */
@NullMarked
package io.foreflow.job.state;

import org.jspecify.annotations.NullMarked;
