/** Reads and checks the values of options: durations, times, numbers and files. */
@NullMarked
package io.foreflow.cli.argument;

import org.jspecify.annotations.NullMarked;
