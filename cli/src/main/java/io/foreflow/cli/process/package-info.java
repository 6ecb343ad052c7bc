/**
 * The process around a command: error messages, exit codes, the log file, and Ctrl-C. An error is
 * one message that says what was found, what is allowed and what to do.
 */
@NullMarked
package io.foreflow.cli.process;

import org.jspecify.annotations.NullMarked;
