/** What the job counts and measures, each under a name that dashboards can rely on. */
@NullMarked
package io.foreflow.job.metrics;

import org.jspecify.annotations.NullMarked;
