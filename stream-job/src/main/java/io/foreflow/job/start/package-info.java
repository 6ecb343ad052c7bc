/**
 * The start of a job: its command line, and the checks that brokers, schema registry and models are
 * as the pipeline needs them.
 */
@NullMarked
package io.foreflow.job.start;

import org.jspecify.annotations.NullMarked;
