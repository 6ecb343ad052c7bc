@NullMarked
package io.foreflow.job.wave;

import org.jspecify.annotations.NullMarked;
