package io.foreflow.job.exchange;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of scores of forecasts. */
final class ForecastScoreSerializer extends ExchangeSerializer<ForecastScore> {
  private static final long serialVersionUID = 1;

  static final ForecastScoreSerializer INSTANCE = new ForecastScoreSerializer();

  private ForecastScoreSerializer() {}

  @Override
  public ForecastScore createInstance() {
    return new ForecastScore("", "", "", 0, 0, 1, 0.5, 0.5, 0, List.of());
  }

  @Override
  public void serialize(ForecastScore score, DataOutputView out) throws IOException {
    LengthPrefixed.writeText(score.series(), out);
    LengthPrefixed.writeText(score.model(), out);
    LengthPrefixed.writeText(score.modelVersion(), out);
    out.writeLong(score.from());
    out.writeLong(score.to());
    out.writeLong(score.cadenceMillis());
    out.writeDouble(score.lowestLevel());
    out.writeDouble(score.highestLevel());
    out.writeFloat(score.scale());
    out.writeInt(score.steps().size());
    for (StepScore step : score.steps()) {
      out.writeInt(step.step());
      out.writeLong(step.forecasts());
      out.writeLong(step.inside());
      out.writeLong(step.lossMicros());
      out.writeLong(step.compared());
      out.writeLong(step.errorMicros());
      out.writeLong(step.naiveErrorMicros());
    }
  }

  @Override
  public ForecastScore deserialize(DataInputView in) throws IOException {
    return new ForecastScore(
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readFloat(),
        readSteps(in));
  }

  private static List<StepScore> readSteps(DataInputView in) throws IOException {
    int count = in.readInt();
    List<StepScore> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(
          new StepScore(
              in.readInt(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    return steps;
  }
}
