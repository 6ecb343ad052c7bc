/**
 * The state of a series that Flink keeps: one byte array, with a header that outlives releases and
 * models.
 */
@NullMarked
package io.foreflow.job.state;

import org.jspecify.annotations.NullMarked;
