@NullMarked
package io.foreflow.job.emit;

import org.jspecify.annotations.NullMarked;
