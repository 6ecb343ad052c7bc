/**
 * Checkpoints with a checksum at the end of each file, which is compared before anything is
 * restored from the file.
 */
@NullMarked
package io.foreflow.job.checkpoint;

import org.jspecify.annotations.NullMarked;
