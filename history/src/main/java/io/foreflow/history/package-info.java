/**
 * What training starts from: series of past readings on the slot grid, and the ways to read them
 * in.
 */
@NullMarked
package io.foreflow.history;

import org.jspecify.annotations.NullMarked;
