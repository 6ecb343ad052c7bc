/**
 * Checkpoints that detect damage. A checksum follows each file that is written. It is compared
 * before anything is restored from the file.
 */
@NullMarked
package io.foreflow.job.checkpoint;

import org.jspecify.annotations.NullMarked;
