/** Tests of the job on a standalone Flink of real processes, as people run it. */
@NullMarked
package io.foreflow.job.cluster;

import org.jspecify.annotations.NullMarked;
