/** The model that the series step with. It is found, verified, and loaded once for all tasks. */
@NullMarked
package io.foreflow.job.model;

import org.jspecify.annotations.NullMarked;
