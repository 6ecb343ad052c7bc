/** The options of a pipeline, and the checks of their values. */
@NullMarked
package io.foreflow.job.config;

import org.jspecify.annotations.NullMarked;
