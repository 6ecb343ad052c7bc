package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an impossible reading and a possible one do to the forecasts of a trained file. */
class SpikeTest {

  private static final int DAY = 24;
  private static final int HORIZON = 12;
  private static final int MIDDLE = 1;
  private static final int SLOTS = 300;
  private static final int CHANGE = 150;
  private static final float LEVEL = 100;

  /** The difference between the highest and the lowest reading of a day. */
  private static final float SWING = 20;

  private static final float[] SPIKES = {1e12f, -1e12f, 1e30f, -3e38f, 1e4f};

  /** A configuration with every part that reads a reading again later. */
  private static final String PROFILED = "seasons=24 profile=3 linear-window=48 cell=gru";

  private static final String TWO_SEASONS =
      "seasons=6,24 profile=2 cell=lstm attention=1 attention-window=48 dilations=3";

  private static final String NO_SEASON = "seasons= cell=rnn linear-window=48";
  private static final String NO_SHORTCUT =
      "seasons=24 cell=rnn-relu shortcut=false head=student-t";

  private static final Map<String, StepModel> MODELS = new HashMap<>();

  @AfterAll
  static void close() {
    MODELS.values().forEach(StepModel::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {PROFILED, TWO_SEASONS, NO_SEASON, NO_SHORTCUT})
  void oneSpikeLeavesNothingAfterASeason(String options) {
    List<SeriesHistory> series = new ArrayList<>(List.of(new SeriesHistory("as it was", 0, day())));
    for (float spike : SPIKES) {
      float[] values = day();
      values[CHANGE] = spike;
      series.add(new SeriesHistory("with " + spike, 0, values));
    }

    float[][][] forecasts = walk(model(options), series);

    for (int row = 1; row < series.size(); row++) {
      for (int slot = CHANGE; slot < SLOTS; slot++) {
        float most = slot < CHANGE + DAY ? SWING : SWING / 10;
        for (int i = 0; i < forecasts[row][slot].length; i++) {
          assertThat(Math.abs(forecasts[row][slot][i] - forecasts[0][slot][i]))
              .as("%s: %s, %d slots later", options, series.get(row).series(), slot - CHANGE)
              .isLessThan(most);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROFILED, TWO_SEASONS, NO_SEASON, NO_SHORTCUT})
  void forecastsFollowANewLevelWithinASeason(String options) {
    float[] values = day();
    for (int slot = CHANGE; slot < SLOTS; slot++) {
      values[slot] *= 1000;
    }

    float[][] forecasts =
        walk(model(options), List.of(new SeriesHistory("a new level", 0, values)))[0];

    for (int slot = CHANGE + DAY; slot < SLOTS; slot++) {
      for (int step = 0; step < HORIZON; step++) {
        assertThat(forecasts[slot][MIDDLE * HORIZON + step])
            .as("%s: step %d, %d slots later", options, step + 1, slot - CHANGE)
            .isBetween(300 * LEVEL, 3000 * LEVEL);
      }
    }
  }

  /** A series around {@link #LEVEL} with a daily season. */
  private static float[] day() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      double ofDay = SWING / 2 * Math.sin(2 * Math.PI * slot / DAY);
      values[slot] = (float) (LEVEL + ofDay + random.nextGaussian());
    }
    return values;
  }

  private static StepModel model(String options) {
    return MODELS.computeIfAbsent(options, SpikeTest::train);
  }

  private static StepModel train(String options) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "horizon",
                "" + HORIZON,
                "context",
                "48",
                "recent",
                "8",
                "hidden",
                "8",
                "head-units",
                "8",
                "steps",
                "20",
                "batch",
                "4",
                "window",
                "24"));
    for (String option : List.of(options.split(" ", -1))) {
      int equals = option.indexOf('=');
      settings.put(option.substring(0, equals), option.substring(equals + 1));
    }
    try {
      return StepModel.open(
          new Trainer()
              .train(
                  List.of(new SeriesHistory("ordinary", 0, day())),
                  TrainingConfig.builder().set(settings).build(),
                  TrainingListener.NONE)
              .file());
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Forecasts as [series][slot][level and step]. */
  private static float[][][] walk(StepModel model, List<SeriesHistory> series) {
    float[][][] forecasts = new float[series.size()][SLOTS][];
    ModelReplay.step(
        model, series, (row, slot, forecast) -> forecasts[row][slot] = forecast.clone());
    return forecasts;
  }
}
