/**
 * The commands of the command line. Each command checks its options and passes them to the package
 * that does the work. The classes of that package are loaded only then.
 */
@NullMarked
package io.foreflow.cli;

import org.jspecify.annotations.NullMarked;
