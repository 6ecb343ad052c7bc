@NullMarked
package io.foreflow.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
