package io.foreflow.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves a second at each look, so that what comes later has a later time. */
final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now;

  ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.getAndUpdate(time -> time.plusSeconds(1));
  }

  void forward(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
