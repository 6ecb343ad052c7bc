@NullMarked
package io.foreflow.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
