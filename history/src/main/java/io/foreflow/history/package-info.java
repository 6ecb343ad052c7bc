/**
 * Series of past readings on the slot grid, which training and backtests start from, and the
 * readers that load them.
 */
@NullMarked
package io.foreflow.history;

import org.jspecify.annotations.NullMarked;
