@NullMarked
package io.foreflow.job.score;

import org.jspecify.annotations.NullMarked;
