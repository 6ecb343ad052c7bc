/**
 * The step from a Kafka record to an arrival: a reading that joins a wave, or a record that is
 * rejected with a reason. Bad input never stops the job, so nothing here throws because of a
 * record's content.
 */
@NullMarked
package io.foreflow.job.decode;

import org.jspecify.annotations.NullMarked;
