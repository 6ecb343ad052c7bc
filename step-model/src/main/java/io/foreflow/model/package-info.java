/**
 * A model file as a function. {@link io.foreflow.model.StepModel} opens a file that fulfils the
 * contract and refuses every other file. A {@link io.foreflow.model.StepWorkspace} steps a batch of
 * unrelated series with it. {@link io.foreflow.model.ModelFile} makes such files. Only {@link
 * io.foreflow.model.GraphFunction} uses ONNX Runtime.
 */
@NullMarked
package io.foreflow.model;

import org.jspecify.annotations.NullMarked;
