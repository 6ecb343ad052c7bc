/** What the job's operators are called, in Flink's page, in metrics and in savepoints. */
@NullMarked
package io.foreflow.job.operator;

import org.jspecify.annotations.NullMarked;
