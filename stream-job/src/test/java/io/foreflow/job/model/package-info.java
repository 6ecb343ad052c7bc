@NullMarked
package io.foreflow.job.model;

import org.jspecify.annotations.NullMarked;
