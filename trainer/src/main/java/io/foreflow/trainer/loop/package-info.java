/**
 * The training loop: windows sampled from every series, a loss over every time step of them,
 * gradients clipped by their global norm, the best weights on the validation tail kept.
 */
@NullMarked
package io.foreflow.trainer.loop;

import org.jspecify.annotations.NullMarked;
