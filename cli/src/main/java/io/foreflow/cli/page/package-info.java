/** Starts the console in this process, for the commands that show one. */
@NullMarked
package io.foreflow.cli.page;

import org.jspecify.annotations.NullMarked;
