@NullMarked
package io.foreflow.job.state;

import org.jspecify.annotations.NullMarked;
