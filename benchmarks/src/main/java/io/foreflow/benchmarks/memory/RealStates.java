package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.benchmarks.wave.WaveTrial;
import io.foreflow.history.SeriesHistory;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.state.SeriesLifetimes;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Reading;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States as the job leaves them, taken at many times of simulated series with full histories.
 * RocksDB compresses, so it would store equal or half-empty states in too few bytes.
 */
final class RealStates {
  private static final long HOUR = 3_600_000;
  private static final int WAVE = 16;
  private static final int MAX_GAP = 48;

  /** Number of slots between two states of the same series. */
  private static final int EVERY = 13;

  private RealStates() {}

  /**
   * Makes the states of a model.
   *
   * @param scores what they keep of forecasts; null for nothing
   */
  static byte[][] of(int hidden, @Nullable ScoreSettings scores) throws IOException {
    WaveSettings settings = new WaveSettings(WAVE, 0, MAX_GAP, SeriesLifetimes.FOREVER, scores);
    List<byte[]> states = new ArrayList<>();
    List<SeriesHistory> histories = BenchModel.histories();
    int slots = histories.get(0).values().length;
    try (StepModel model = StepModel.open(BenchModel.file(hidden));
        WaveTrial trial = new WaveTrial(model, settings)) {
      for (int slot = 0; slot < slots; slot++) {
        for (SeriesHistory history : histories) {
          if (trial.add(reading(history.series(), slot, history.values()[slot]))) {
            trial.run();
          }
        }
        trial.run();
        if (slot > BenchModel.CONTEXT && slot % EVERY == 0) {
          histories.forEach(history -> states.add(trial.state(history.series())));
        }
      }
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    }
    return states.toArray(byte[][]::new);
  }

  static void write(byte[][] states, Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(states.length);
      for (byte[] state : states) {
        out.writeInt(state.length);
        out.write(state);
      }
    }
  }

  static byte[][] read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      byte[][] states = new byte[in.readInt()][];
      for (int i = 0; i < states.length; i++) {
        states[i] = in.readNBytes(in.readInt());
      }
      return states;
    }
  }

  private static AcceptedReading reading(String series, int slot, float value) {
    return new AcceptedReading(
        new Reading(series, slot * HOUR, value),
        new RawRecord(
            "readings",
            0,
            0,
            0,
            series.getBytes(StandardCharsets.UTF_8),
            new byte[0],
            RawRecord.NO_HEADERS));
  }
}
