@NullMarked
package io.foreflow.console.health;

import org.jspecify.annotations.NullMarked;
