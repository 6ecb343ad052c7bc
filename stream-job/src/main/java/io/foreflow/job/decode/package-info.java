/**
 * Turns Kafka records into arrivals: a reading that joins a wave, or a record that is rejected with
 * its reason. Bad input never stops the job, so nothing here throws because of a record's content.
 */
@NullMarked
package io.foreflow.job.decode;

import org.jspecify.annotations.NullMarked;
