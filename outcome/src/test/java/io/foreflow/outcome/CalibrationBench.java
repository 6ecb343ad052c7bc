package io.foreflow.outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what calibration does to forecasts of a file that {@code foreflow backtest --forecasts}
 * wrote. It feeds them, and the readings of the same history, through an {@link OutcomeMemory} with
 * calibration and one without, and prints coverage and loss of both as one line of JSON.
 *
 * <pre>
 *   CalibrationBench NAME READINGS.csv FORECASTS.csv.gz CADENCE_SECONDS SEASON WARM_UP [EPISODES.csv]
 * </pre>
 *
 * <p>READINGS has the columns {@code unique_id,ds,y}. Of each series the first WARM_UP forecasts
 * that are met don't count, or a fifth of its forecasts where those are fewer. EPISODES gets what
 * an {@link AnomalyWatch} with the default rules reports.
 */
final class CalibrationBench {

  private final long cadence;
  private final int season;
  private final Map<String, NavigableMap<Long, Float>> readings = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final StringBuilder episodes =
      new StringBuilder("unique_id,change,kind,above,first,last,ds,smallest_probability\n");
  private List<Double> levels = List.of();
  private @Nullable OutcomePlan own;
  private @Nullable OutcomePlan calibrated;

  private CalibrationBench(long cadence, int season) {
    this.cadence = cadence;
    this.season = season;
  }

  /** Measures one file. */
  public static void main(String[] arguments) throws IOException {
    CalibrationBench bench =
        new CalibrationBench(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
    bench.readReadings(Path.of(arguments[1]));
    bench.readForecasts(Path.of(arguments[2]));
    if (arguments.length > 6) {
      Files.writeString(Path.of(arguments[6]), bench.episodes.toString());
    }
    System.out.println(bench.report(arguments[0], Integer.parseInt(arguments[5])));
  }

  private void readReadings(Path path) throws IOException {
    try (BufferedReader reader = open(path)) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        readings
            .computeIfAbsent(cells[0], name -> new TreeMap<>())
            .putIfAbsent(slot(cells[1]), Float.parseFloat(cells[2]));
      }
    }
  }

  private NavigableMap<Long, Float> readingsOf(String name) {
    NavigableMap<Long, Float> found = readings.get(name);
    if (found == null) {
      throw new IllegalStateException("found forecasts of " + name + " and no reading of it");
    }
    return found;
  }

  private long slot(String time) {
    return Math.floorDiv(Instant.parse(time).getEpochSecond(), cadence);
  }

  private void readForecasts(Path path) throws IOException {
    try (BufferedReader reader = open(path)) {
      levels = levels(reader.readLine());
      List<String[]> block = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        if (!block.isEmpty() && cells[2].equals("1")) {
          take(block);
          block.clear();
        }
        block.add(cells);
      }
      take(block);
    }
    runs.forEach((name, run) -> run.readOn(readingsOf(name).lastKey()));
  }

  private static List<Double> levels(String header) {
    List<Double> levels = new ArrayList<>();
    for (String column : header.split(",", -1)) {
      if (column.startsWith("q")) {
        levels.add(Double.parseDouble(column.substring(1)));
      }
    }
    return levels;
  }

  private void take(List<String[]> block) {
    int horizon = block.size();
    if (own == null || calibrated == null) {
      own = new OutcomePlan(horizon, levels, TrackedSteps.DEFAULT, false);
      calibrated = new OutcomePlan(horizon, levels, TrackedSteps.DEFAULT, true);
    }
    float[] forecast = new float[levels.size() * horizon];
    for (int step = 0; step < horizon; step++) {
      for (int row = 0; row < levels.size(); row++) {
        forecast[row * horizon + step] = Float.parseFloat(block.get(step)[4 + row]);
      }
    }
    String name = block.get(0)[0];
    long origin = slot(block.get(0)[4 + levels.size()]);
    OutcomePlan first = own;
    OutcomePlan second = calibrated;
    runs.computeIfAbsent(name, id -> new Run(id, readingsOf(id), origin, first, second))
        .take(origin, forecast);
  }

  private String report(String name, int warmUp) {
    OutcomePlan plan = calibrated;
    if (plan == null) {
      throw new IllegalStateException("found no forecast in the file");
    }
    StringBuilder json = new StringBuilder();
    json.append(
        String.format(
            Locale.ROOT,
            "{\"data\":\"%s\",\"series\":%d,\"bytes\":%d,\"nominal\":%.3f,\"steps\":[",
            name,
            runs.size(),
            plan.bytes(),
            plan.nominalCoverage()));
    for (int i = 0; i < plan.tracked(); i++) {
      Sums raw = new Sums();
      Sums moved = new Sums();
      for (Run run : runs.values()) {
        int skipped = Math.min(warmUp, run.own.met.get(i).size() / 5);
        raw.add(run.own.met.get(i), skipped);
        moved.add(run.calibrated.met.get(i), skipped);
      }
      json.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"step\":%d,\"met\":%d,\"raw\":%.4f,\"calibrated\":%.4f,\"outerLossRatio\":%.4f,"
                      + "\"mase\":%.4f}",
                  plan.step(i),
                  raw.count,
                  raw.inside / raw.count,
                  moved.inside / moved.count,
                  moved.loss / raw.loss,
                  raw.error / raw.naive));
    }
    double weeks = 0;
    int opened = 0;
    int stuck = 0;
    for (Run run : runs.values()) {
      weeks += run.calibrated.watched * cadence / (7 * 86_400.0);
      opened += run.calibrated.opened;
      stuck += run.calibrated.stuck;
    }
    return json.append(
            String.format(
                Locale.ROOT,
                "],\"seriesWeeks\":%.1f,\"episodes\":%d,\"stuck\":%d,\"perSeriesWeek\":%.3f}",
                weeks,
                opened,
                stuck,
                opened / weeks))
        .toString();
  }

  private static BufferedReader open(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    InputStream bytes = path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /** One forecast that was met, in the series' scale. */
  private record Met(boolean inside, double outerLoss, double error, double naiveError) {}

  private static final class Sums {
    private double inside;
    private double loss;
    private double error;
    private double naive;
    private int count;

    void add(List<Met> met, int skipped) {
      for (Met one : met.subList(skipped, met.size())) {
        inside += one.inside ? 1 : 0;
        loss += one.outerLoss;
        if (!Double.isNaN(one.naiveError)) {
          error += one.error;
          naive += one.naiveError;
        }
        count++;
      }
    }
  }

  /** One memory of a series, and what it said. */
  private final class Memory {
    private final OutcomeMemory memory;
    private final byte[] bytes;
    private final MetForecasts now;
    private final List<List<Met>> met = new ArrayList<>();
    private final String name;
    private final OutcomePlan plan;
    private final AnomalyWatch watch;
    private final byte[] watchBytes = new byte[AnomalyWatch.BYTES];
    private final AnomalyEpisode episode = new AnomalyEpisode();
    private int watched;
    private int opened;
    private int stuck;

    Memory(String name, OutcomePlan plan, float scale, int errors) {
      this.name = name;
      this.plan = plan;
      memory = new OutcomeMemory(plan);
      bytes = new byte[plan.bytes()];
      memory.begin(bytes, 0, scale, errors, false);
      now = new MetForecasts(plan);
      watch = new AnomalyWatch(AnomalyRules.DEFAULT, plan, cadence * 1000);
      watch.begin(watchBytes, 0);
      for (int i = 0; i < plan.tracked(); i++) {
        met.add(new ArrayList<>());
      }
    }

    private void write(long slot) {
      episodes
          .append(name)
          .append(',')
          .append(episode.change())
          .append(',')
          .append(episode.kind())
          .append(',')
          .append(episode.above())
          .append(',')
          .append(time(episode.firstSlot()))
          .append(',')
          .append(time(episode.lastSlot()))
          .append(',')
          .append(time(slot))
          .append(',')
          .append(episode.smallestProbability())
          .append('\n');
    }

    void meet(long slot, float reading) {
      memory.meet(bytes, 0, slot, reading, now);
      if (now.size() > 0 && now.step(0) == 1) {
        watch.observe(watchBytes, 0, slot, reading, now, episode);
        watched++;
        if (plan.calibrated() && episode.change() != AnomalyEpisode.Change.NOTHING) {
          write(slot);
        }
        if (episode.change() == AnomalyEpisode.Change.OPENED) {
          opened++;
          stuck += episode.kind() == AnomalyEpisode.Kind.STUCK ? 1 : 0;
        }
      }
      double scale = Math.max(now.scale(), 1e-9);
      for (int i = 0; i < now.size(); i++) {
        for (int index = 0; index < plan.tracked(); index++) {
          if (plan.step(index) == now.step(i)) {
            double outer = 3 * now.loss(i) - now.error(i) / 2;
            met.get(index)
                .add(
                    new Met(
                        now.inside(i),
                        outer / scale,
                        now.error(i) / scale,
                        now.naiveError(i) / scale));
          }
        }
      }
    }
  }

  private String time(long slot) {
    return Instant.ofEpochSecond(slot * cadence).toString();
  }

  /** One series. */
  private final class Run {
    private final NavigableMap<Long, Float> readings;
    private final Memory own;
    private final Memory calibrated;
    private long last;

    Run(
        String name,
        NavigableMap<Long, Float> readings,
        long origin,
        OutcomePlan plan,
        OutcomePlan second) {
      this.readings = readings;
      last = origin - 1;
      float[] history = new float[8 * season];
      for (int i = 0; i < history.length; i++) {
        history[i] = readings.getOrDefault(origin - history.length + i, Float.NaN);
      }
      float scale = (float) SeasonalNaive.meanError(history, season);
      own = new Memory(name, plan, scale, history.length - season);
      calibrated = new Memory(name, second, scale, history.length - season);
    }

    void readOn(long slot) {
      for (; last < slot; last++) {
        float reading = readings.getOrDefault(last + 1, Float.NaN);
        own.meet(last + 1, reading);
        calibrated.meet(last + 1, reading);
      }
    }

    void take(long origin, float[] forecast) {
      if (origin <= last) {
        return;
      }
      readOn(origin);
      float[] naive = new float[own.plan.tracked()];
      for (int i = 0; i < naive.length; i++) {
        int back = SeasonalNaive.slotsBack(own.plan.step(i), season);
        naive[i] = readings.getOrDefault(origin - back, Float.NaN);
      }
      own.memory.remember(own.bytes, 0, forecast.clone(), naive);
      calibrated.memory.remember(calibrated.bytes, 0, forecast, naive);
    }
  }
}
