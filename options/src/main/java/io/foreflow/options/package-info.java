/**
 * Options, each described once, and their values from YAML, the environment and the command line.
 * Flags, error messages and the reference pages come from the same description. All problems are
 * reported together, each with the place where its value was given.
 */
@NullMarked
package io.foreflow.options;

import org.jspecify.annotations.NullMarked;
