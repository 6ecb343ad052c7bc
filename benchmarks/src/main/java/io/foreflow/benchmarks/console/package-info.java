/**
 * Measures what the console takes under load, and how smooth its page is. The console is a process
 * of its own, as {@code foreflow console} starts it.
 */
@NullMarked
package io.foreflow.benchmarks.console;

import org.jspecify.annotations.NullMarked;
