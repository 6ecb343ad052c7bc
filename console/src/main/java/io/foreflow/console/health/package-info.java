/** Whether the pipeline is well, as far as its topics show it. */
@NullMarked
package io.foreflow.console.health;

import org.jspecify.annotations.NullMarked;
