/**
 * The process around a command, as a person at a terminal meets it: failures in one message that
 * says what was found, what is allowed and what to do; exit codes; the log file; Ctrl-C.
 */
@NullMarked
package io.foreflow.cli.process;

import org.jspecify.annotations.NullMarked;
