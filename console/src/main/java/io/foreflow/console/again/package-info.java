/** Series that fell out of memory, read again from Kafka. */
@NullMarked
package io.foreflow.console.again;

import org.jspecify.annotations.NullMarked;
