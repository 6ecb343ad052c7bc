/**
 * The job stopped with savepoints and started from them: rescaled, on other backends, by later
 * code.
 */
@NullMarked
package io.foreflow.job.savepoint;

import org.jspecify.annotations.NullMarked;
