package io.foreflow.cli.tail;

import io.foreflow.cli.score.ScoreTable;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores, each as a line for each step. The first line says what the columns are. */
final class TailedScores implements TailedKind<ForecastScore> {

  private final ScoreDecoder decoder;
  private final ScoreTable table = new ScoreTable("series", "until", "version");
  private boolean headed;

  TailedScores(@Nullable RegistrySettings registry) {
    decoder = new ScoreDecoder(registry);
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public RecordDecoder<ForecastScore> decoder() {
    return decoder;
  }

  @Override
  public RecordEncoder<ForecastScore> toJson() {
    return ForecastScoreCodec.encoder(WireFormat.JSON);
  }

  @Override
  public String series(ForecastScore score) {
    return score.series();
  }

  @Override
  public List<String> lines(ForecastScore score) {
    List<String> names =
        List.of(
            score.series(),
            Instant.ofEpochMilli(score.to()).toString(),
            score.model() + " " + score.modelVersion());
    for (StepScore step : score.steps()) {
      table.add(names, score.nominalCoverage(), step);
    }
    List<String> lines = new ArrayList<>(table.takeLines());
    if (headed) {
      lines.remove(0);
    }
    headed = true;
    return lines;
  }
}
