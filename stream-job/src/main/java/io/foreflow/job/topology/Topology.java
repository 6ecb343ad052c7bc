package io.foreflow.job.topology;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.config.AnomalyOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.job.decode.ReadingWatermarks;
import io.foreflow.job.decode.RejectedRouter;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.emit.ModelEventRecords;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.AnnouncementRouter;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.SeriesShare;
import io.foreflow.job.operator.Operators;
import io.foreflow.job.order.OrderOperator;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.wave.WaveOperator;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job as a graph of Flink's operators, each under its name and uid in {@link Operators}. */
public final class Topology {
  private final PipelineConfig config;
  private final KafkaConnectors kafka;
  private final ModelPlan models;

  /** The topology of one pipeline. */
  public Topology(PipelineConfig config) {
    this.config = config;
    this.kafka = new KafkaConnectors(config);
    this.models = ModelPlans.of(config);
  }

  /** Adds all operators to {@code env}. */
  public void define(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<AcceptedReading> readings =
        env.fromSource(
                kafka.readings(),
                new ReadingWatermarks(
                    config.get(TimeOptions.MAX_OUT_OF_ORDERNESS),
                    config.get(TimeOptions.IDLE_TIMEOUT),
                    config.get(TimeOptions.MAX_DRIFT),
                    config.get(TimeOptions.LONE_SERIES_READINGS)),
                Operators.READINGS,
                ExchangeType.ARRIVAL)
            .uid(Operators.READINGS)
            .process(new RejectedRouter())
            .returns(ExchangeType.ACCEPTED_READING)
            .name(Operators.DECODE)
            .uid(Operators.DECODE);

    DataStream<RejectedRecord> deadLetters = readings.getSideOutput(RejectedRouter.DEAD_LETTERS);
    DataStream<AcceptedReading> inTurn = readings;
    KeyedStream<AcceptedReading, String> bySeries = readings.keyBy(new SeriesKey(), Types.STRING);
    if (needsOrder()) {
      SingleOutputStreamOperator<AcceptedReading> inOrder =
          bySeries
              .transform(
                  Operators.ORDER,
                  ExchangeType.ACCEPTED_READING,
                  new OrderOperator(config.get(TimeOptions.DUPLICATES), models))
              .uid(Operators.ORDER);
      deadLetters = deadLetters.union(inOrder.getSideOutput(OrderOperator.DEAD_LETTERS));
      inTurn = inOrder;
      // Each reading leaves under the key under which it came, so no reading has to move to another
      // task.
      bySeries = DataStreamUtils.reinterpretAsKeyedStream(inOrder, new SeriesKey(), Types.STRING);
    }

    WaveOperator waves = new WaveOperator(models, waveSettings(watchedScores()));
    SingleOutputStreamOperator<Forecast> forecasts;
    Optional<String> modelsTopic = config.find(ModelOptions.MODELS_TOPIC);
    if (modelsTopic.isPresent()) {
      SingleOutputStreamOperator<ModelAnnouncement> announced =
          announcements(env, modelsTopic.get());
      deadLetters = deadLetters.union(announced.getSideOutput(AnnouncementRouter.DEAD_LETTERS));
      forecasts =
          bySeries
              .connect(announced.broadcast())
              .transform(Operators.WAVES, ExchangeType.FORECAST, waves);
      writeEvents(forecasts.getSideOutput(WaveOperator.EVENTS));
    } else {
      forecasts = bySeries.transform(Operators.WAVES, ExchangeType.FORECAST, waves);
    }
    forecasts.uid(Operators.WAVES);
    writeForecasts(forecasts, Operators.FORECASTS, config.get(KafkaOptions.FORECASTS_TOPIC));
    config
        .find(AnomalyOptions.TOPIC)
        .ifPresent(
            topic -> kafka.writeAnomalies(forecasts.getSideOutput(WaveOperator.ANOMALIES), topic));
    kafka.putAside(
        forecasts.getSideOutput(WaveOperator.LATE),
        Operators.LATE,
        config.get(KafkaOptions.LATE_TOPIC));
    kafka.putAside(
        deadLetters.union(forecasts.getSideOutput(WaveOperator.DEAD_LETTERS)),
        Operators.DEAD_LETTERS,
        config.get(KafkaOptions.DEAD_LETTERS_TOPIC));
    writeScores(forecasts, shadow(inTurn));
  }

  private SingleOutputStreamOperator<ModelAnnouncement> announcements(
      StreamExecutionEnvironment env, String topic) {
    return env.fromSource(
            kafka.announcements(topic),
            WatermarkStrategy.noWatermarks(),
            Operators.MODELS,
            ExchangeType.RAW_RECORD)
        .uid(Operators.MODELS)
        .setParallelism(1)
        .process(new AnnouncementRouter())
        .returns(ExchangeType.MODEL_ANNOUNCEMENT)
        .name(Operators.ANNOUNCEMENTS)
        .uid(Operators.ANNOUNCEMENTS)
        .setParallelism(1);
  }

  /**
   * Adds a second model for some of the series, to be compared with the live ones. Of its side
   * outputs, only scores are written.
   */
  private Optional<SingleOutputStreamOperator<Forecast>> shadow(
      DataStream<AcceptedReading> readings) {
    Optional<ModelPlan> model = ModelPlans.shadow(config);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    SingleOutputStreamOperator<Forecast> forecasts =
        readings
            .filter(new SeriesShare(config.get(ModelOptions.SHADOW_SHARE)))
            .name(Operators.SHARE)
            .uid(Operators.SHARE)
            .keyBy(new SeriesKey(), Types.STRING)
            .transform(
                Operators.SHADOW,
                ExchangeType.FORECAST,
                new WaveOperator(model.get(), waveSettings(config.scores())))
            .uid(Operators.SHADOW);
    writeForecasts(forecasts, Operators.SHADOW_FORECASTS, config.get(ModelOptions.SHADOW_TOPIC));
    return Optional.of(forecasts);
  }

  private Optional<ScoreSettings> watchedScores() {
    return config
        .scores()
        .map(scores -> config.anomalies().map(scores::withAnomalies).orElse(scores));
  }

  private WaveSettings waveSettings(Optional<ScoreSettings> scores) {
    return new WaveSettings(
        config.get(WaveOptions.WAVE_SIZE),
        config.get(WaveOptions.WAVE_LINGER).toMillis(),
        config.get(TimeOptions.MAX_GAP),
        config.get(StateOptions.SERIES_TTL).toMillis(),
        scores.orElse(null),
        config.get(ModelOptions.TAKEOVER_SHARE));
  }

  /** Writes the scores of the operators that step series. */
  private void writeScores(
      SingleOutputStreamOperator<Forecast> forecasts,
      Optional<SingleOutputStreamOperator<Forecast>> shadow) {
    Optional<String> topic = config.find(ScoreOptions.SCORES_TOPIC);
    if (topic.isPresent()) {
      DataStream<ForecastScore> scores = forecasts.getSideOutput(WaveOperator.SCORES);
      kafka.writeScores(
          shadow
              .map(other -> scores.union(other.getSideOutput(WaveOperator.SCORES)))
              .orElse(scores),
          topic.get());
    }
  }

  private void writeForecasts(DataStream<Forecast> forecasts, String name, String topic) {
    kafka.writeForecasts(forecasts, name, topic);
  }

  private void writeEvents(DataStream<ModelEvent> events) {
    String topic = config.get(ModelOptions.EVENTS_TOPIC);
    kafka.write(
        events,
        Operators.MODEL_EVENTS,
        topic,
        new ModelEventRecords(kafka.limit(topic)),
        KafkaConnectors.producerProperties(config));
  }

  /** Whether readings have to wait for others. If not, the operator that holds them is left out. */
  private boolean needsOrder() {
    return !config.get(TimeOptions.MAX_OUT_OF_ORDERNESS).isZero()
        || config.get(TimeOptions.DUPLICATES).closesSlots();
  }
}
