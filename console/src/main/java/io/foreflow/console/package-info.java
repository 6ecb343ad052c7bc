/** The console: a server that shows a pipeline's topics. */
@NullMarked
package io.foreflow.console;

import org.jspecify.annotations.NullMarked;
