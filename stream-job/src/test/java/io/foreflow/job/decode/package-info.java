@NullMarked
package io.foreflow.job.decode;

import org.jspecify.annotations.NullMarked;
