/** The two kinds of records in the job: readings to step, and records to put aside. */
@NullMarked
package io.foreflow.job.arrival;

import org.jspecify.annotations.NullMarked;
