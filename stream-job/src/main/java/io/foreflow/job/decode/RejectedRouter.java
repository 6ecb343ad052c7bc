package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.metrics.DeadLetterCounters;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Passes readings on and sends rejected records to the side output. */
public final class RejectedRouter extends ProcessFunction<Arrival, AcceptedReading> {
  private static final long serialVersionUID = 1;

  /** Records that are no readings. */
  public static final OutputTag<RejectedRecord> DEAD_LETTERS =
      new OutputTag<>("undecodable", ExchangeType.REJECTED_RECORD);

  private transient DeadLetterCounters counters;

  @Override
  public void open(OpenContext context) {
    counters = new DeadLetterCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<AcceptedReading> out) {
    if (arrival instanceof AcceptedReading accepted) {
      out.collect(accepted);
    } else if (arrival instanceof RejectedRecord rejected) {
      counters.count(rejected.reason());
      context.output(DEAD_LETTERS, rejected);
    }
  }
}
