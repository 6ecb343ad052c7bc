package io.foreflow.cli.retrain;

import io.foreflow.topic.BoundedReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a retraining has to remember, so that it reads the same records if it is killed and started
 * again, on a topic that goes on.
 *
 * @param id names the retraining in the record of its decision
 * @param at when it was started
 * @param folder the name of the folder with its checkpoint
 * @param ranges the offsets that it reads, by topic and partition
 */
record StartedRetraining(
    String id,
    Instant at,
    String folder,
    Map<String, SortedMap<Integer, BoundedReader.Range>> ranges) {

  StartedRetraining {
    ranges = Map.copyOf(ranges);
  }

  /**
   * A clock that stands at the start. Which times of readings are too far in the future must not
   * depend on when the topic is read again.
   */
  Clock clock() {
    return Clock.fixed(at, ZoneOffset.UTC);
  }

  StartedRetraining with(
      WorkFolder folder, Map<String, SortedMap<Integer, BoundedReader.Range>> ranges) {
    return new StartedRetraining(id, at, folder.name(), ranges);
  }
}
