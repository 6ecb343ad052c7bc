/** The models that benchmarks step. */
@NullMarked
package io.foreflow.benchmarks.model;

import org.jspecify.annotations.NullMarked;
