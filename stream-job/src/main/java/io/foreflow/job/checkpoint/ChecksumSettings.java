package io.foreflow.job.checkpoint;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.StateBackendLoader;

/**
 * The settings that give a job's checkpoints checksums. Flink loads its storage of checkpoints and
 * its state backend by class name, also from a job's jar. Our classes take the place of those that
 * were configured and call them, so a cluster needs nothing in its {@code lib}.
 */
public final class ChecksumSettings {
  /** The prefix of the key of a setting that ours has replaced. */
  private static final String ASKED = "foreflow.";

  private ChecksumSettings() {}

  /**
   * The settings with which a job's checkpoints are compared with their checksums.
   *
   * @param asked all settings that the job would have otherwise
   * @param write whether it also writes checksums
   */
  public static Configuration settings(ReadableConfig asked, boolean write) {
    Configuration settings = new Configuration();
    inFront(asked, settings, StateBackendOptions.STATE_BACKEND, CheckedBackendFactory.class);
    if (write) {
      inFront(
          asked,
          settings,
          CheckpointingOptions.CHECKPOINT_STORAGE,
          ChecksummedStorageFactory.class);
    }
    return settings;
  }

  private static void inFront(
      ReadableConfig asked, Configuration settings, ConfigOption<String> option, Class<?> ours) {
    asked
        .getOptional(option)
        .filter(other -> !other.equals(ours.getName()))
        .ifPresent(other -> settings.setString(ASKED + option.key(), other));
    settings.set(option, ours.getName());
  }

  /** The settings without ours: those of the job, or else of the machine. */
  static Configuration without(ReadableConfig config, ConfigOption<String> option) {
    Configuration inner = new Configuration((Configuration) config);
    String asked = inner.getString(ASKED + option.key(), null);
    if (asked == null) {
      asked = GlobalConfiguration.loadConfiguration().get(option);
    }
    if (asked == null && option.equals(StateBackendOptions.STATE_BACKEND)) {
      asked = StateBackendLoader.HASHMAP_STATE_BACKEND_NAME;
    }
    inner.removeConfig(option);
    if (asked != null) {
      inner.set(option, asked);
    }
    return inner;
  }
}
