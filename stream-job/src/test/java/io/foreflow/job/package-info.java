@NullMarked
package io.foreflow.job;

import org.jspecify.annotations.NullMarked;
