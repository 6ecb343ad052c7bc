package io.foreflow.job.wave;

import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.SilenceTimers;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.state.SeriesCensus;
import io.foreflow.job.state.SeriesLifetimes;
import io.foreflow.outcome.AnomalyRules;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * The series of one task in Flink's keyed state: their states, how many there are, and the timers
 * that end them and notice their silence.
 */
final class TaskSeries {
  /** The state's name in savepoints: changing it loses every series. */
  private static final String STATE = "series";

  private final AbstractStreamOperator<?> operator;
  private final WaveSettings settings;
  private final TrackedModels tracked;
  private final ValueState<byte[]> state;
  private final SeriesCensus census;
  private final KeyedStates states;

  /** The series of an operator that is being opened. */
  TaskSeries(
      AbstractStreamOperator<?> operator,
      WaveSettings settings,
      TrackedModels tracked,
      WaveOutput output,
      WaveMetrics metrics)
      throws Exception {
    this.operator = operator;
    this.settings = settings;
    this.tracked = tracked;
    state = operator.getKeyedStateStore().getState(descriptor());
    census = census();
    metrics.liveSeries(census::live);
    SeriesLifetimes lifetimes = lifetimes(metrics);
    states = new KeyedStates(operator::setCurrentKey, state, lifetimes, silences(output, metrics));
  }

  /** The states of the series. */
  SeriesStates states() {
    return states;
  }

  /** How many series have a state, and when the count goes into a snapshot. */
  SeriesCensus counted() {
    return census;
  }

  /** The descriptor of the state of each series. */
  static ValueStateDescriptor<byte[]> descriptor() {
    return bytes(STATE);
  }

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private SeriesCensus census() throws Exception {
    TaskInfo task = operator.getRuntimeContext().getTaskInfo();
    int groups = task.getMaxNumberOfParallelSubtasks();
    return new SeriesCensus(
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            groups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
        groups,
        operator::setCurrentKey,
        operator.getKeyedStateStore().getState(bytes(SeriesCensus.STATE)));
  }

  private SeriesLifetimes lifetimes(WaveMetrics metrics) throws Exception {
    SeriesLifetimes lifetimes =
        new SeriesLifetimes(
            settings.ttlMillis(),
            settings.maxGap(),
            tracked.grids(),
            state,
            census,
            metrics.expiredSeries,
            tracked::end,
            then ->
                operator.getInternalTimerService(
                    SeriesLifetimes.TIMERS, VoidNamespaceSerializer.INSTANCE, then));
    lifetimes.review(this::visitAll);
    return lifetimes;
  }

  private SilenceTimers silences(WaveOutput output, WaveMetrics metrics) throws Exception {
    ScoreSettings scores = settings.scores();
    AnomalyRules rules = scores == null ? null : scores.anomalies();
    SilenceTimers silences =
        new SilenceTimers(
            rules == null ? SilenceTimers.NEVER : rules.silentAfter(),
            state,
            census,
            tracked,
            anomaly -> {
              metrics.count(anomaly);
              output.anomaly(anomaly);
            },
            then ->
                operator.getInternalTimerService(
                    SilenceTimers.TIMERS, VoidNamespaceSerializer.INSTANCE, then));
    silences.review(this::visitAll);
    return silences;
  }

  private void visitAll(SeriesLifetimes.Visitor visitor) throws Exception {
    operator
        .getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            descriptor(),
            (series, found) -> visitor.see((String) series, found.value()));
  }
}
