/**
 * The training loop. It samples windows from every series, computes a loss over every time step,
 * clips gradients by their global norm, and keeps the best weights on the validation tail.
 */
@NullMarked
package io.foreflow.trainer.loop;

import org.jspecify.annotations.NullMarked;
