/**
 * Writes the model file from trained weights and compares it with the network before anyone gets
 * it.
 */
@NullMarked
package io.foreflow.trainer.export;

import org.jspecify.annotations.NullMarked;
