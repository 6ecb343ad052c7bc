/** The metrics of the job, under names that dashboards can rely on. */
@NullMarked
package io.foreflow.job.metrics;

import org.jspecify.annotations.NullMarked;
