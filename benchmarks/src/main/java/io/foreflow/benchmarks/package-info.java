/** What Foreflow claims about its speed, as programs that measure it and print JSON. */
@NullMarked
package io.foreflow.benchmarks;

import org.jspecify.annotations.NullMarked;
