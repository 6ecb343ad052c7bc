package io.foreflow.peers;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Steps the series of each reading and keeps its state in a store. */
final class SeriesStepper implements Processor<byte[], Reading, byte[], Forecast> {
  private final Path model;
  private @Nullable ProcessorContext<byte[], Forecast> context;
  private @Nullable KeyValueStore<byte[], byte[]> states;
  private @Nullable OnnxForecaster forecaster;

  SeriesStepper(Path model) {
    this.model = model;
  }

  @Override
  public void init(ProcessorContext<byte[], Forecast> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(KafkaStreamsPeer.STATES);
    forecaster = OnnxForecaster.open(model);
  }

  @Override
  public void process(Record<byte[], Reading> record) {
    if (context == null || states == null || forecaster == null) {
      throw new IllegalStateException("init() was not called");
    }
    byte[] series = record.key();
    Forecast forecast = forecaster.forecast(record.value(), states.get(series));
    states.put(series, forecaster.nextState());
    context.forward(new Record<>(series, forecast, forecast.issuedAt()));
  }

  @Override
  public void close() {
    if (forecaster != null) {
      forecaster.close();
    }
  }
}
