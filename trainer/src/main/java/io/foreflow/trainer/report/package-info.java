/** The course of a training, for the report about its model. */
@NullMarked
package io.foreflow.trainer.report;

import org.jspecify.annotations.NullMarked;
