package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.state.SeriesCensus;
import io.foreflow.job.state.SeriesLives;
import io.foreflow.wire.Forecast;
import java.io.IOException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The task's side of waves: when they run, and where states are kept.
 *
 * <p>Readings gather until their wave is full, until the oldest has lingered long enough, or until
 * something must not overtake them: a watermark, idleness, the end of input, or a checkpoint's
 * barrier. Because of the last, no reading is ever held while a snapshot is taken, and the states
 * are all that a snapshot has to hold.
 */
public final class WaveOperator extends AbstractStreamOperator<Forecast>
    implements OneInputStreamOperator<AcceptedReading, Forecast>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  /** Readings whose slot their series has already stepped. */
  public static final OutputTag<RejectedRecord> LATE =
      new OutputTag<>("late", ExchangeType.REJECTED_RECORD);

  /** Readings that the model can't take. */
  public static final OutputTag<RejectedRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", ExchangeType.REJECTED_RECORD);

  /** The state's name in savepoints: changing it loses every series. */
  static final String STATE = "series";

  private final ModelLocation location;
  private final WaveSettings settings;

  private transient @Nullable ModelLease lease;
  private transient @Nullable WaveSchedule waves;
  private transient @Nullable SeriesCensus census;

  /** Steps series with the model at {@code location}. */
  public WaveOperator(ModelLocation location, WaveSettings settings) {
    this.location = location;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ValueState<byte[]> state = getKeyedStateStore().getState(bytes(STATE));
    WaveMetrics metrics = new WaveMetrics(getMetricGroup());
    SeriesLives lives = lives(state, metrics);
    ModelLease lease = SharedModels.ofProcess().acquire(location);
    this.lease = lease;
    waves =
        new WaveSchedule(
            settings,
            new WaveRunner(
                lease.model(), settings, new KeyedStates(state, lives), new TaskOutput(), metrics),
            getProcessingTimeService());
  }

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private SeriesLives lives(ValueState<byte[]> state, WaveMetrics metrics) throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int groups = task.getMaxNumberOfParallelSubtasks();
    SeriesCensus census =
        new SeriesCensus(
            KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                groups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
            groups,
            this::setCurrentKey,
            getKeyedStateStore().getState(bytes(SeriesCensus.STATE)));
    this.census = census;
    metrics.liveSeries(census::live);
    SeriesLives lives =
        new SeriesLives(
            settings.ttlMillis(),
            settings.maxGap(),
            state,
            census,
            metrics.expiredSeries,
            then ->
                getInternalTimerService(
                    SeriesLives.TIMERS, VoidNamespaceSerializer.INSTANCE, then));
    lives.review(
        visitor ->
            backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                bytes(STATE),
                (series, found) -> visitor.see(series, found.value())));
    return lives;
  }

  private WaveSchedule waves() {
    WaveSchedule opened = waves;
    if (opened == null) {
      throw new IllegalStateException("open() was not called");
    }
    return opened;
  }

  /** Readings are only held here: the key matters when their wave runs, and is set there. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void processElement(StreamRecord<AcceptedReading> element) throws Exception {
    waves().add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    waves().runAll();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      waves().runAll();
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    waves().runAll();
    if (census != null) {
      census.save();
    }
  }

  @Override
  public void endInput() throws Exception {
    waves().runAll();
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(waves, lease, super::close);
  }

  /**
   * Flink's keyed state. The array that {@code value()} gives is changed in place and put back: the
   * heap backend keeps no other copy, and while a snapshot is still being written it hands out a
   * copy of what the snapshot holds; RocksDB hands out a copy always. So on the heap a step leaves
   * no garbage, and on neither can a snapshot see a state half changed.
   */
  private final class KeyedStates implements SeriesStates {
    private final ValueState<byte[]> state;
    private final SeriesLives lives;

    KeyedStates(ValueState<byte[]> state, SeriesLives lives) {
      this.state = state;
      this.lives = lives;
    }

    @Override
    public byte @Nullable [] read(String series) throws IOException {
      setCurrentKey(series);
      return state.value();
    }

    @Override
    public void begin(String series, long time) {
      setCurrentKey(series);
      lives.began(series, time);
    }

    @Override
    public void write(String series, byte[] bytes) throws IOException {
      setCurrentKey(series);
      state.update(bytes);
    }
  }

  private final class TaskOutput implements WaveOutput {
    private final StreamRecord<Forecast> record = new StreamRecord<>(null);

    @Override
    public void forecast(Forecast forecast) {
      output.collect(record.replace(forecast, forecast.cutoff()));
    }

    @Override
    public void late(RejectedRecord reading) {
      output.collect(LATE, new StreamRecord<>(reading, reading.raw().timestamp()));
    }

    @Override
    public void deadLetter(RejectedRecord reading) {
      output.collect(DEAD_LETTERS, new StreamRecord<>(reading, reading.raw().timestamp()));
    }
  }
}
