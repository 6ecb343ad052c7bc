@NullMarked
package io.foreflow.console.again;

import org.jspecify.annotations.NullMarked;
