/**
 * The process around a command: its output, failures, exit codes, log file, files for results, and
 * Ctrl-C.
 */
@NullMarked
package io.foreflow.cli.process;

import org.jspecify.annotations.NullMarked;
