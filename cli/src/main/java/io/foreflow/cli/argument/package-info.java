/**
 * What people type on a command line: durations, times, numbers, files, and what is wrong with
 * them.
 */
@NullMarked
package io.foreflow.cli.argument;

import org.jspecify.annotations.NullMarked;
