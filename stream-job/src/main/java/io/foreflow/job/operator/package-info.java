/** The names of the job's operators, for Flink's page, metrics and savepoints. */
@NullMarked
package io.foreflow.job.operator;

import org.jspecify.annotations.NullMarked;
