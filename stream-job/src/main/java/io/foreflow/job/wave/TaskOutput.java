package io.foreflow.job.wave;

import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The output of waves into Flink's outputs of a task. */
final class TaskOutput implements WaveOutput {
  private final Output<StreamRecord<Forecast>> output;
  private final StreamRecord<Forecast> record = new StreamRecord<>(null);

  TaskOutput(Output<StreamRecord<Forecast>> output) {
    this.output = output;
  }

  @Override
  public void forecast(Forecast forecast) {
    output.collect(record.replace(forecast, forecast.cutoff()));
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    output.collect(WaveOperator.ANOMALIES, new StreamRecord<>(anomaly, anomaly.time()));
  }

  @Override
  public void late(RejectedRecord reading) {
    output.collect(WaveOperator.LATE, new StreamRecord<>(reading, reading.raw().timestamp()));
  }

  @Override
  public void deadLetter(RejectedRecord reading) {
    output.collect(
        WaveOperator.DEAD_LETTERS, new StreamRecord<>(reading, reading.raw().timestamp()));
  }

  void event(ModelEvent event) {
    output.collect(WaveOperator.EVENTS, new StreamRecord<>(event, event.time()));
  }
}
