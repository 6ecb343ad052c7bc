@NullMarked
package io.foreflow.options;

import org.jspecify.annotations.NullMarked;
