/**
 * A model file as a function: {@link io.foreflow.model.StepModel} opens a file that keeps the
 * contract, and refuses every other; a {@link io.foreflow.model.StepWorkspace} steps a batch of
 * unrelated series with it. {@link io.foreflow.model.ModelFile} makes such files. ONNX Runtime
 * lives behind {@link io.foreflow.model.GraphFunction} and nowhere else.
 */
@NullMarked
package io.foreflow.model;

import org.jspecify.annotations.NullMarked;
