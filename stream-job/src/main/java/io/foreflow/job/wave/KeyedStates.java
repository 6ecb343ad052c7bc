package io.foreflow.job.wave;

import io.foreflow.job.score.SilenceTimers;
import io.foreflow.job.state.SeriesLifetimes;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The states of series in Flink's keyed state. The array that {@code value()} returns is changed in
 * place and put back. The heap backend keeps no other copy, and while a snapshot is being written
 * it returns a copy of what the snapshot holds. RocksDB always returns a copy. So a step on the
 * heap leaves no garbage, and no snapshot sees a state that is half changed.
 */
final class KeyedStates implements SeriesStates {
  private final Consumer<String> currentKey;
  private final ValueState<byte[]> state;
  private final SeriesLifetimes lifetimes;
  private final SilenceTimers silences;

  /**
   * @param currentKey sets the key that {@code state} is read and written under
   */
  KeyedStates(
      Consumer<String> currentKey,
      ValueState<byte[]> state,
      SeriesLifetimes lifetimes,
      SilenceTimers silences) {
    this.currentKey = currentKey;
    this.state = state;
    this.lifetimes = lifetimes;
    this.silences = silences;
  }

  @Override
  public byte @Nullable [] read(String series) throws IOException {
    currentKey.accept(series);
    return state.value();
  }

  @Override
  public void begin(String series, long time) {
    currentKey.accept(series);
    lifetimes.began(series, time);
    silences.heard(time);
  }

  @Override
  public void endSilence(String series, long time) {
    currentKey.accept(series);
    silences.heard(time);
  }

  @Override
  public void write(String series, byte[] bytes) throws IOException {
    currentKey.accept(series);
    state.update(bytes);
  }
}
