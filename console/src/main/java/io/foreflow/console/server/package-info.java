/** The HTTP server: who may ask, what can be asked, how it is answered. */
@NullMarked
package io.foreflow.console.server;

import org.jspecify.annotations.NullMarked;
