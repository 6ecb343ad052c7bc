/**
 * The commands: what a person types, and what they get back. Each command checks its options and\n
 * * hands over to the package that does the work, whose classes are loaded only then.
 */
@NullMarked
package io.foreflow.cli;

import org.jspecify.annotations.NullMarked;
