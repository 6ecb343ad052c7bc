/**
 * Trained weights in, a model file out, and the gate that compares the file with the network before
 * anyone gets it.
 */
@NullMarked
package io.foreflow.trainer.export;

import org.jspecify.annotations.NullMarked;
