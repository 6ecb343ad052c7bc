package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.SharedModels;
import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotPolicy;
import io.foreflow.wire.RejectionReason;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Holds the readings of each series until the watermark has passed them or their slot, and then
 * passes them on in order of event time. Readings of the same time stay in the order in which they
 * came.
 *
 * <p>A reading that the watermark has already passed is not held: it goes straight on, after all
 * older ones. The series' state then decides whether it is late.
 */
public final class OrderOperator extends AbstractStreamOperator<AcceptedReading>
    implements OneInputStreamOperator<AcceptedReading, AcceptedReading>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;

  /** Readings that have no slot, or can't become one with others of their slot. */
  public static final OutputTag<RejectedRecord> DEAD_LETTERS =
      new OutputTag<>("misfits", ExchangeType.REJECTED_RECORD);

  /** The state's name in savepoints: changing it loses what is held. */
  static final String STATE = "held";

  /** The timers' name in savepoints. */
  private static final String TIMERS = "due";

  private final Duplicates duplicates;
  private final ModelPlan models;

  private transient OrderProgress progress;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient SlotPolicy[] policies;
  private transient SeriesOrder order;
  private transient OrderMetrics orderMetrics;
  private transient boolean restored;

  /** An operator that makes one reading of those of a slot in the way of {@code duplicates}. */
  public OrderOperator(Duplicates duplicates, ModelPlan models) {
    this.duplicates = duplicates;
    this.models = models;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    progress = new OrderProgress(context.getOperatorStateStore());
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    orderMetrics = new OrderMetrics(getMetricGroup(), this::held);
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    policies = policies();
    StreamRecord<AcceptedReading> record = new StreamRecord<>(null);
    order =
        new SeriesOrder(
            getKeyedStateStore()
                .getState(
                    new ValueStateDescriptor<>(
                        STATE, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            timers,
            progress,
            orderMetrics,
            reading -> output.collect(record.replace(reading, reading.reading().time())));
  }

  /** How readings of one slot become one, for each model. */
  private SlotPolicy[] policies() throws Exception {
    SlotPolicy[] policies = new SlotPolicy[models.models().size()];
    Arrays.fill(policies, SlotPolicy.EACH);
    if (duplicates.closesSlots()) {
      // The same limits as in the waves' operator, which shares the model.
      LoadLimits limits = restored ? models.limits().afterRestore() : models.limits();
      for (int number = 0; number < policies.length; number++) {
        ModelLocation location = models.models().get(number);
        try (ModelLease lease = SharedModels.ofProcess().acquire(location, limits)) {
          policies[number] = SlotPolicies.of(duplicates, lease.model().manifest());
        }
      }
    }
    return policies;
  }

  @Override
  public void processElement(StreamRecord<AcceptedReading> element) throws IOException {
    AcceptedReading reading = element.getValue();
    SlotPolicy policy = policies[models.routes().route(reading.reading().series())];
    if (!policy.fits(reading.reading())) {
      refuse(reading, RejectionReason.WRONG_COVARIATES, policy.misfit(reading.reading()));
    } else if (!policy.isOpen(reading.reading())) {
      refuse(reading, RejectionReason.MARKET_CLOSED, policy.closed(reading.reading()));
    } else {
      order.take(reading, policy);
    }
  }

  private void refuse(AcceptedReading reading, RejectionReason why, String message) {
    String reason = why.code();
    orderMetrics.deadLetters.count(reason);
    output.collect(
        DEAD_LETTERS,
        new StreamRecord<>(
            RejectedRecord.deadLetter(reading.raw(), reason, message), reading.raw().timestamp()));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws IOException {
    order.onTimer(timer.getKey());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("Readings wait for event time; no other timer is ever set");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    progress.save(timers.currentWatermark());
  }

  /** The number of readings that wait. */
  long held() {
    return progress.held();
  }
}
