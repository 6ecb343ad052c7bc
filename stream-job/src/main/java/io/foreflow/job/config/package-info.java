/** The options of a pipeline, and their values checked as a whole. */
@NullMarked
package io.foreflow.job.config;

import org.jspecify.annotations.NullMarked;
