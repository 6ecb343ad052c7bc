package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.state.SeriesCensus;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The Flink operator that gathers readings into waves, runs the waves and keeps the states.
 *
 * <p>Readings gather until their wave is full, until the oldest has waited long enough, or until
 * something comes that must not overtake them: a watermark, idleness, the end of input, or a
 * checkpoint's barrier. Because waves run before a barrier, no reading is held while a snapshot is
 * taken. A snapshot holds only states and announced models.
 *
 * <p>Announcements of models are an optional second input. It never holds anything back: its
 * watermarks and its idleness are ignored, and Flink decides when it ends.
 */
public final class WaveOperator extends AbstractStreamOperator<Forecast>
    implements OneInputStreamOperator<AcceptedReading, Forecast>,
        TwoInputStreamOperator<AcceptedReading, ModelAnnouncement, Forecast>,
        BoundedOneInput {
  private static final long serialVersionUID = 1;

  /** Readings whose slot their series has already stepped. */
  public static final OutputTag<RejectedRecord> LATE =
      new OutputTag<>("late", ExchangeType.REJECTED_RECORD);

  /** Readings that the model can't take. */
  public static final OutputTag<RejectedRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", ExchangeType.REJECTED_RECORD);

  /** Records of scores. */
  public static final OutputTag<ForecastScore> SCORES =
      new OutputTag<>("scores", ExchangeType.FORECAST_SCORE);

  /** Events about announced models. */
  public static final OutputTag<ModelEvent> EVENTS =
      new OutputTag<>("events", ExchangeType.MODEL_EVENT);

  /** What happens to episodes of readings that were not forecast. */
  public static final OutputTag<Anomaly> ANOMALIES =
      new OutputTag<>("anomalies", ExchangeType.ANOMALY);

  private static final int READINGS = 0;

  private final ModelPlan plan;
  private final WaveSettings settings;

  private transient MailboxExecutor mailbox;
  private transient AnnouncedModels announced;
  private transient TrackedModels tracked;
  private transient @Nullable ListState<byte[]> trackedState;
  private transient LiveModels models;
  private transient ModelSwaps swaps;
  private transient SeriesCensus census;
  private transient boolean restored;
  private transient @Nullable LongSupplier clock;

  /** An operator that steps series with the models of {@code plan}, until others are announced. */
  public WaveOperator(ModelPlan plan, WaveSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /** Sets the clock of nanoseconds that measures takeovers. Without it, it is the process's. */
  void setClock(LongSupplier nanos) {
    clock = nanos;
  }

  @Override
  public void setMailboxExecutor(MailboxExecutor mailboxExecutor) {
    super.setMailboxExecutor(mailboxExecutor);
    mailbox = mailboxExecutor;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    announced = new AnnouncedModels(context.getOperatorStateStore());
    restored = context.isRestored();
    tracked =
        new TrackedModels(
            settings.scores(),
            getMetricGroup(),
            score -> output.collect(SCORES, new StreamRecord<>(score, score.to())));
    if (settings.scores() != null) {
      trackedState = TrackedModels.state(context.getOperatorStateStore());
      tracked.restore(trackedState);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    WaveMetrics metrics = new WaveMetrics(getMetricGroup());
    TaskOutput output = new TaskOutput(this.output);
    TaskSeries series = new TaskSeries(this, settings, tracked, output, metrics);
    census = series.counted();
    SharedModels shared = SharedModels.ofProcess();
    models =
        new LiveModels(
            plan,
            settings,
            series.states(),
            output,
            metrics,
            tracked,
            new Takeovers(
                settings.takeoverShare(),
                census::live,
                clock == null ? System::nanoTime : clock,
                getProcessingTimeService()));
    LoadLimits limits = restored ? plan.limits().afterRestore() : plan.limits();
    models.load(plan, new AliasVersions(announced), limits, shared, getProcessingTimeService());
    swaps =
        new ModelSwaps(
            models,
            announced,
            plan.limits(),
            plan.allowed(),
            settings.size(),
            restored || getRuntimeContext().getTaskInfo().getAttemptNumber() > 0,
            shared,
            mailbox,
            getProcessingTimeService(),
            getRuntimeContext().getTaskInfo(),
            output::event,
            metrics);
    swaps.restore();
  }

  /** The descriptor of the state of each series. */
  public static ValueStateDescriptor<byte[]> states() {
    return TaskSeries.descriptor();
  }

  /** Says that Flink need not set the key for a reading. It is set when the reading's wave runs. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public boolean hasKeyContext2() {
    return false;
  }

  @Override
  public void processElement(StreamRecord<AcceptedReading> element) throws Exception {
    models.add(element.getValue());
  }

  @Override
  public void processElement1(StreamRecord<AcceptedReading> element) throws Exception {
    models.add(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<ModelAnnouncement> element) throws Exception {
    swaps.announce(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    models.runAll();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // Announcements say nothing of the time of readings.
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      models.runAll();
    }
    super.processWatermarkStatus(status);
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == READINGS) {
      processWatermarkStatus(status);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    models.runAll();
    census.save();
    swaps.barrier(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (trackedState != null) {
      tracked.save(trackedState);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    swaps.complete(checkpointId);
  }

  /** Runs all waves at the end of either input, since no more readings will fill them. */
  @Override
  public void endInput() throws Exception {
    models.runAll();
  }

  /**
   * Closes the models. Flink also closes an operator that it did not open, and then they are null.
   */
  @Override
  public void close() throws Exception {
    IOUtils.closeAll(swaps, models, super::close);
  }
}
