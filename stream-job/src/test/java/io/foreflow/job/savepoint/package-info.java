/**
 * Tests that stop the job with savepoints and start it from them: rescaled, on other state
 * backends, and with later code.
 */
@NullMarked
package io.foreflow.job.savepoint;

import org.jspecify.annotations.NullMarked;
