package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.series.Duplicates;
import io.foreflow.series.SeriesReadings;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotRules;
import io.foreflow.series.SlotRun;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * History is made of readings as the job steps them: the same readings, in another order, through
 * the job's own operators and through the reading of history, give the same slots and values, bit
 * for bit.
 */
class HistoryOfReadingsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A market with a break at noon, a night session and a holiday, in the readings' first weeks. */
  private static final String MARKET =
      "Europe/Paris Mon-Fri 09:00-12:30, 14:00-17:45; Wed-Thu 20:00-03:00; closed 1970-01-08";

  private TinyStepGraph graph = TinyStepGraph.hourly();
  private SlotGrid grid = new SlotGrid(HOUR);

  @ParameterizedTest
  @EnumSource(Duplicates.class)
  void bothStepTheSameSlotsOfAMarket(Duplicates duplicates, @TempDir Path folder) throws Exception {
    graph = graph.withCalendar(MARKET);
    grid = SlotGrid.of(graph.manifest());
    historyAndJobStepTheSameValues(duplicates, folder);
  }

  @ParameterizedTest
  @EnumSource(Duplicates.class)
  void historyAndJobStepTheSameValues(Duplicates duplicates, @TempDir Path folder)
      throws Exception {
    int covariates = duplicates == Duplicates.OHLC ? 0 : 2;
    Path model =
        WaveHarness.model(
            folder, graph.withCovariates(duplicates == Duplicates.OHLC ? 3 : covariates));
    SlotRules rules = new SlotRules(grid, duplicates, WaveHarness.SETTINGS.maxGap());
    int freshStarts = 0;
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<Reading> readings = readings(random, covariates);
      Map<String, Map<Long, Reading>> stepped = new TreeMap<>();
      Map<String, Map<Long, List<Integer>>> forecasts = new TreeMap<>();
      throughTheJob(duplicates, model, readings, stepped, forecasts);

      Map<String, List<SlotRun>> history = history(readings, covariates, rules);
      assertThat(slots(history, stepped)).isEqualTo(stepped);
      assertThat(forecasts(model, history, stepped)).isEqualTo(forecasts);
      freshStarts += history.values().stream().mapToInt(runs -> runs.size() - 1).sum();
    }
    assertThat(freshStarts).isGreaterThan(3);
  }

  /** In one shuffled order, all of it before the watermark. */
  private void throughTheJob(
      Duplicates duplicates,
      Path model,
      List<Reading> readings,
      Map<String, Map<Long, Reading>> stepped,
      Map<String, Map<Long, List<Integer>>> forecasts)
      throws Exception {
    try (OrderHarness order = OrderHarness.slots(duplicates, model);
        WaveHarness waves = WaveHarness.open(model)) {
      for (int i = 0; i < readings.size(); i++) {
        order.add(OrderHarness.reading(readings.get(i), i));
      }
      order.watermark(Long.MAX_VALUE);
      for (AcceptedReading each : order.out()) {
        waves.add(each);
      }
      waves.runAll();
      long closed = readings.stream().filter(each -> !grid.isOpen(each.time())).count();
      List<RejectedRecord> refused = new ArrayList<>(order.deadLetters());
      refused.addAll(waves.deadLetters());
      assertThat(refused)
          .hasSize((int) closed)
          .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("market-closed"));
      Map<String, Reading> byCutoff = new TreeMap<>();
      for (AcceptedReading each : order.out()) {
        Reading reading = each.reading();
        if (!grid.isOpen(reading.time())) {
          continue;
        }
        byCutoff.putIfAbsent(reading.series() + grid.slot(reading.time()), reading);
      }
      for (Forecast forecast : waves.forecasts()) {
        long slot = grid.slot(forecast.cutoff());
        Reading reading = byCutoff.get(forecast.series() + slot);
        assertThat(reading).isNotNull();
        if (reading != null) {
          assertThat(reading.time()).isEqualTo(forecast.cutoff());
          stepped
              .computeIfAbsent(forecast.series(), series -> new TreeMap<>())
              .put(slot, onItsSlot(reading));
        }
        forecasts
            .computeIfAbsent(forecast.series(), series -> new TreeMap<>())
            .put(slot, bits(forecast.quantiles()));
      }
    }
  }

  private Reading onItsSlot(Reading reading) {
    return new Reading(
        reading.series(),
        grid.timeOf(grid.slot(reading.time())),
        reading.value(),
        reading.covariates());
  }

  private Map<String, List<SlotRun>> history(
      List<Reading> readings, int covariates, SlotRules rules) {
    Map<String, SeriesReadings> series = new LinkedHashMap<>();
    for (Reading reading : readings) {
      if (!grid.isOpen(reading.time())) {
        continue;
      }
      series
          .computeIfAbsent(reading.series(), name -> new SeriesReadings(name, covariates))
          .add(reading.time(), reading.value(), reading.covariates());
    }
    Map<String, List<SlotRun>> runs = new TreeMap<>();
    series.forEach((name, own) -> runs.put(name, own.runs(rules)));
    return runs;
  }

  /** Of the history, the slots that a reading stepped; all others must be missing. */
  private Map<String, Map<Long, Reading>> slots(
      Map<String, List<SlotRun>> history, Map<String, Map<Long, Reading>> stepped) {
    Map<String, Map<Long, Reading>> slots = new TreeMap<>();
    history.forEach(
        (series, runs) -> {
          Map<Long, Reading> own = new TreeMap<>();
          for (SlotRun run : runs) {
            for (int i = 0; i < run.slots(); i++) {
              long slot = run.firstSlot() + i;
              float[] row = row(run, i);
              Reading reading =
                  new Reading(
                      series, grid.timeOf(slot), row[0], Arrays.copyOfRange(row, 1, row.length));
              if (stepped.getOrDefault(series, Map.of()).containsKey(slot)) {
                own.put(slot, reading);
              } else {
                assertThat(row).containsOnly(Float.NaN);
              }
            }
          }
          slots.put(series, own);
        });
    return slots;
  }

  /** The model over each run from the state of a series never seen. */
  private Map<String, Map<Long, List<Integer>>> forecasts(
      Path file, Map<String, List<SlotRun>> history, Map<String, Map<Long, Reading>> stepped)
      throws InvalidModelFileException {
    Map<String, Map<Long, List<Integer>>> forecasts = new TreeMap<>();
    try (StepModel model = StepModel.open(file);
        StepWorkspace step = model.newWorkspace(1)) {
      int size = model.manifest().forecastRows() * model.manifest().horizon();
      history.forEach(
          (series, runs) -> {
            Map<Long, List<Integer>> own = new TreeMap<>();
            for (SlotRun run : runs) {
              step.clearState(0);
              for (int i = 0; i < run.slots(); i++) {
                long slot = run.firstSlot() + i;
                List<Integer> forecast = forecast(step, size, row(run, i), grid.modelTimeOf(slot));
                if (stepped.getOrDefault(series, Map.of()).containsKey(slot)) {
                  own.put(slot, forecast);
                }
              }
            }
            forecasts.put(series, own);
          });
    }
    return forecasts;
  }

  private static List<Integer> forecast(StepWorkspace step, int size, float[] row, long time) {
    for (int feature = 0; feature < row.length; feature++) {
      step.setObserved(0, feature, row[feature]);
    }
    step.setTime(0, time);
    step.step(1);
    float[] forecast = new float[size];
    step.readForecast(0, forecast, 0);
    step.carryState(0);
    return bits(forecast);
  }

  private static float[] row(SlotRun run, int index) {
    float[] row = new float[run.values().length];
    for (int i = 0; i < row.length; i++) {
      row[i] = run.values()[i][index];
    }
    return row;
  }

  private static List<Integer> bits(float[] values) {
    List<Integer> bits = new ArrayList<>();
    for (float value : values) {
      bits.add(Float.floatToRawIntBits(value));
    }
    return bits;
  }

  /** Shuffled, with gaps short and long, many to a slot, some of the same time, some missing. */
  private static List<Reading> readings(Random random, int covariates) {
    List<Reading> readings = new ArrayList<>();
    for (String series : List.of("a", "b", "c", "d")) {
      long time = random.nextInt((int) HOUR);
      for (int i = 0; i < 150; i++) {
        time += step(random);
        float[] others = new float[covariates];
        for (int j = 0; j < covariates; j++) {
          others[j] = value(random);
        }
        readings.add(new Reading(series, time, value(random), others));
      }
    }
    Collections.shuffle(readings, random);
    return readings;
  }

  private static long step(Random random) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return 0;
    }
    long slots = kind == 1 ? 6 : kind < 5 ? 1 + random.nextInt(5) : 0;
    return slots * HOUR + random.nextInt((int) HOUR);
  }

  private static float value(Random random) {
    return random.nextInt(8) == 0 ? Float.NaN : (float) random.nextGaussian() * 1000;
  }
}
