/** Readers and decoders of a pipeline's topics. */
@NullMarked
package io.foreflow.topic;

import org.jspecify.annotations.NullMarked;
