/**
 * Checkpoints whose damage is noticed: a checksum behind each file that is written, compared before
 * anything is restored from it.
 */
@NullMarked
package io.foreflow.job.checkpoint;

import org.jspecify.annotations.NullMarked;
