/**
 * Values that people type on a command line, such as durations, times, numbers and files, and the
 * problems with them.
 */
@NullMarked
package io.foreflow.cli.argument;

import org.jspecify.annotations.NullMarked;
