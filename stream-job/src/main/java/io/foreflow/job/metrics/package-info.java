/** The job's counters and measurements, under names that dashboards can rely on. */
@NullMarked
package io.foreflow.job.metrics;

import org.jspecify.annotations.NullMarked;
