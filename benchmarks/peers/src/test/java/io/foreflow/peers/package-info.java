@NullMarked
package io.foreflow.peers;

import org.jspecify.annotations.NullMarked;
