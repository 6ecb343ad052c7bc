package io.foreflow.benchmarks.trainsize;

import com.sun.management.OperatingSystemMXBean;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.window.TailConfig;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The program of one measurement: reads a history, trains for a while, and writes the figures. */
final class TrainingOfSize implements TrainingListener {

  /** Steps that are not measured, because the code is not compiled yet. */
  private static final int WARM_UP = 10;

  /** More steps than any measurement makes. */
  private static final int ENDLESS = 10_000_000;

  private final long began = System.nanoTime();
  private final long spanNanos;
  private long firstStep;
  private long warm;
  private long lastStep;
  private int steps;
  private boolean enough;
  private long warmCpu;
  private long lastCpu;

  private TrainingOfSize(long spanNanos) {
    this.spanNanos = spanNanos;
  }

  @Override
  public void on(Progress progress) {
    if (progress.phase() != Phase.LEARNING || enough) {
      return;
    }
    lastStep = System.nanoTime();
    steps = progress.step();
    firstStep = steps == 1 ? lastStep : firstStep;
    lastCpu = cpuNanos();
    warm = steps == WARM_UP ? lastStep : warm;
    warmCpu = steps == WARM_UP ? lastCpu : warmCpu;
    enough = steps > WARM_UP && lastStep - warm >= spanNanos;
  }

  /** The processor time of all threads so far. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Properties train(Path file, int hidden, int heldOut) throws Exception {
    PeakMemory memory = new PeakMemory();
    HistoryData history = CsvHistory.read(file, HistoryFile.CADENCE_MILLIS);
    long read = System.nanoTime();
    TrainingConfig config =
        TrainingConfig.builder()
            .set(NetworkConfig.HIDDEN, hidden)
            .set(TailConfig.VALIDATION, heldOut)
            .set(FitConfig.STEPS, ENDLESS)
            .set(FitConfig.ROUNDS, 1)
            .build();
    TrainingRun run = TrainingRun.with(this).stoppedBy(() -> enough);
    int unused = new Trainer().train(history.series(), config, run).file().length;
    long end = System.nanoTime();
    Properties figures = new Properties();
    put(figures, "readings", (double) history.readings());
    put(figures, "readSeconds", (read - began) / 1e9);
    put(figures, "beginSeconds", (firstStep - began) / 1e9);
    put(figures, "stepsPerSecond", (steps - WARM_UP) * 1e9 / (lastStep - warm));
    put(figures, "cpuMillisPerStep", (lastCpu - warmCpu) / 1e6 / (steps - WARM_UP));
    put(figures, "exportSeconds", (end - lastStep) / 1e9);
    put(figures, "heapMB", memory.heapBytes() / 1e6);
    long outside = memory.anonymousBytes() - Runtime.getRuntime().maxMemory();
    put(figures, "outsideMB", Math.max(0, outside) / 1e6);
    return figures;
  }

  private static void put(Properties figures, String name, double figure) {
    figures.setProperty(name, Double.toString(figure));
  }

  public static void main(String[] arguments) throws Exception {
    TrainingOfSize training = new TrainingOfSize(Long.parseLong(arguments[1]));
    Properties figures =
        training.train(
            Path.of(arguments[0]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[4]))) {
      figures.store(out, null);
    }
    System.exit(0);
  }
}
