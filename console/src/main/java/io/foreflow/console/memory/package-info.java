/** What the console keeps of a pipeline's topics: bounded, in numbers and in bytes. */
@NullMarked
package io.foreflow.console.memory;

import org.jspecify.annotations.NullMarked;
