/** What a step learns from: windows of series, their order, and the batch that holds them. */
@NullMarked
package io.foreflow.trainer.window;

import org.jspecify.annotations.NullMarked;
