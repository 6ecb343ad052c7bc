@NullMarked
package io.foreflow.evaluation.gate;

import org.jspecify.annotations.NullMarked;
