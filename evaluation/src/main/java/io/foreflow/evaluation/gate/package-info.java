/**
 * The decision whether a newly trained model replaces the one in use. It is made by stated rules,
 * from the losses of both models on readings that neither was trained on.
 */
@NullMarked
package io.foreflow.evaluation.gate;

import org.jspecify.annotations.NullMarked;
