package io.foreflow.job.model;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.metrics.DeadLetterCounters;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementBytes;
import io.foreflow.wire.RejectionReason;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Passes announcements of either format on, and sends other records to the side output. */
public final class AnnouncementRouter extends ProcessFunction<RawRecord, ModelAnnouncement> {
  private static final long serialVersionUID = 1;

  /** Records that are no announcements. */
  public static final OutputTag<RejectedRecord> DEAD_LETTERS =
      new OutputTag<>("no-announcements", ExchangeType.REJECTED_RECORD);

  private transient DeadLetterCounters counters;
  private transient ModelAnnouncementBytes decoder;

  @Override
  public void open(OpenContext context) {
    counters = new DeadLetterCounters(getRuntimeContext().getMetricGroup());
    decoder = new ModelAnnouncementBytes();
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<ModelAnnouncement> out) {
    byte[] value = raw.value();
    try {
      if (value == null) {
        throw new MalformedRecordException(
            RejectionReason.UNDECODABLE, "the record has no value; to go back, announce a version");
      }
      out.collect(decoder.decode(value));
    } catch (MalformedRecordException e) {
      String reason = e.reason().code();
      counters.count(reason);
      context.output(
          DEAD_LETTERS, RejectedRecord.deadLetter(raw, reason, String.valueOf(e.getMessage())));
    }
  }
}
