package io.foreflow.job.checkpoint;

import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendFactory;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.util.DynamicCodeLoadingException;

/** The factory by whose name Flink loads the job's state backend. */
public final class CheckedBackendFactory implements StateBackendFactory<StateBackend> {
  @Override
  public StateBackend createFromConfig(ReadableConfig config, ClassLoader classLoader)
      throws IOException {
    Configuration inner = ChecksumSettings.without(config, StateBackendOptions.STATE_BACKEND);
    try {
      return new CheckedBackend(
          StateBackendLoader.loadStateBackendFromConfig(inner, classLoader, null));
    } catch (DynamicCodeLoadingException e) {
      throw new IOException(
          "Can't load the state backend " + inner.get(StateBackendOptions.STATE_BACKEND), e);
    }
  }
}
