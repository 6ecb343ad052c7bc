/**
 * The models that tasks step their series with: where they come from, how they are verified, and
 * how tasks share them.
 */
@NullMarked
package io.foreflow.job.model;

import org.jspecify.annotations.NullMarked;
