@NullMarked
package io.foreflow.outcome;

import org.jspecify.annotations.NullMarked;
