@NullMarked
package io.foreflow.job.docs;

import org.jspecify.annotations.NullMarked;
