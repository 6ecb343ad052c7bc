/** The names of the job's operators on Flink's page, in metrics and in savepoints. */
@NullMarked
package io.foreflow.job.operator;

import org.jspecify.annotations.NullMarked;
