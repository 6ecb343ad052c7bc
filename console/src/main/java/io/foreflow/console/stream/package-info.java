/** Server-sent events: what comes, to whoever looks, without a queue that grows. */
@NullMarked
package io.foreflow.console.stream;

import org.jspecify.annotations.NullMarked;
