/**
 * From a Kafka record to an arrival: a reading that joins a wave, or a record that is rejected with
 * its reason. Bad input never stops the job, so nothing here throws for what a record holds.
 */
@NullMarked
package io.foreflow.job.decode;

import org.jspecify.annotations.NullMarked;
