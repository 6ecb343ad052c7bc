package io.foreflow.job.checkpoint;

import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.AsyncKeyedStateBackend;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackendParametersImpl;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.StateBackend;

/**
 * A state backend that compares states with their checksums before it restores them. It does
 * nothing else: Flink's own backend keeps the states.
 */
public final class CheckedBackend implements StateBackend {
  private static final long serialVersionUID = 1;

  private final StateBackend backend;

  /** Checks what {@code backend} is about to restore. */
  public CheckedBackend(StateBackend backend) {
    this.backend = backend;
  }

  @Override
  public String getName() {
    return backend.getName();
  }

  @Override
  public <K> CheckpointableKeyedStateBackend<K> createKeyedStateBackend(
      KeyedStateBackendParameters<K> parameters) throws Exception {
    CheckedHandles handles = new CheckedHandles();
    try {
      return backend.createKeyedStateBackend(checked(parameters, handles));
    } catch (Exception e) {
      throw reason(e, handles);
    }
  }

  @Override
  public <K> AsyncKeyedStateBackend<K> createAsyncKeyedStateBackend(
      KeyedStateBackendParameters<K> parameters) throws Exception {
    CheckedHandles handles = new CheckedHandles();
    try {
      return backend.createAsyncKeyedStateBackend(checked(parameters, handles));
    } catch (Exception e) {
      throw reason(e, handles);
    }
  }

  private static <K> KeyedStateBackendParameters<K> checked(
      KeyedStateBackendParameters<K> parameters, CheckedHandles handles) throws Exception {
    return new KeyedStateBackendParametersImpl<>(parameters)
        .setStateHandles(
            handles.keyed(parameters.getStateHandles(), parameters.getCancelStreamRegistry()));
  }

  /** The damage, if that is why the states could not be restored. */
  private static Exception reason(Exception failure, CheckedHandles handles) {
    DamagedCheckpointException damage = handles.damage();
    if (damage == null) {
      return failure;
    }
    damage.addSuppressed(failure);
    return damage;
  }

  @Override
  public OperatorStateBackend createOperatorStateBackend(OperatorStateBackendParameters parameters)
      throws Exception {
    CheckedHandles.operator(parameters.getStateHandles(), parameters.getCancelStreamRegistry());
    return backend.createOperatorStateBackend(parameters);
  }

  @Override
  public boolean supportsAsyncKeyedStateBackend() {
    return backend.supportsAsyncKeyedStateBackend();
  }

  @Override
  public boolean useManagedMemory() {
    return backend.useManagedMemory();
  }

  @Override
  public boolean supportsNoClaimRestoreMode() {
    return backend.supportsNoClaimRestoreMode();
  }

  @Override
  public boolean supportsSavepointFormat(SavepointFormatType format) {
    return backend.supportsSavepointFormat(format);
  }

  @Override
  public String toString() {
    return backend + " with checksums";
  }
}
