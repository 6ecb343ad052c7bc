/** The model that a task steps its series with: found, verified, loaded once for all tasks. */
@NullMarked
package io.foreflow.job.model;

import org.jspecify.annotations.NullMarked;
