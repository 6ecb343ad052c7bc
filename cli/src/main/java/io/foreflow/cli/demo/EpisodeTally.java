package io.foreflow.cli.demo;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts anomaly episodes, and keeps the last one that began. Thread-safe. */
final class EpisodeTally {

  private long opened;
  private @Nullable Anomaly last;

  synchronized void seen(Anomaly anomaly) {
    Anomaly before = last;
    if (anomaly.change() == Change.OPENED) {
      opened++;
    }
    if (before == null
        || anomaly.begin() >= before.begin()
        || anomaly.episode().equals(before.episode())) {
      last = anomaly;
    }
  }

  /** How many episodes began. */
  synchronized long opened() {
    return opened;
  }

  /** The newest record of the last episode. */
  synchronized Optional<Anomaly> last() {
    return Optional.ofNullable(last);
  }
}
