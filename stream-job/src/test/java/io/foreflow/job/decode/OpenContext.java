package io.foreflow.job.decode;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What Flink hands to a decoder that it opens. */
final class OpenContext implements DeserializationSchema.InitializationContext {
  @Override
  public MetricGroup getMetricGroup() {
    return UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(OpenContext.class.getClassLoader());
  }
}
