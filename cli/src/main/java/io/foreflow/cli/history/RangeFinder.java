package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.topic.BoundedReader;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the offsets of a topic that belong to a range of history. */
final class RangeFinder {

  private final TopicRange range;
  private Map<String, SortedMap<Integer, BoundedReader.Range>> fixed = Map.of();

  RangeFinder(TopicRange range) {
    this.range = range;
  }

  /** Fixes the offsets of some topics. Of these, what is not in the topics any more is missing. */
  void fix(Map<String, SortedMap<Integer, BoundedReader.Range>> offsets) {
    fixed = Map.copyOf(offsets);
  }

  /**
   * The offsets to read of a topic.
   *
   * @param name the name of the history, for messages
   */
  SortedMap<Integer, BoundedReader.Range> find(BoundedReader reader, String topic, String name) {
    SortedMap<Integer, BoundedReader.Range> all = reader.all();
    SortedMap<Integer, BoundedReader.Range> known = fixed.get(topic);
    if (known != null) {
      return stillThere(known, all);
    }
    check("--topic-from", range.from(), all, name);
    check("--topic-to", range.to(), all, name);
    SortedMap<Integer, BoundedReader.Range> ranges = new TreeMap<>();
    all.forEach(
        (partition, there) -> {
          long from = there.from();
          if (range.from().orElse(null) instanceof RangePoint.AtTime at) {
            // A reading that is no dead letter is at most so much ahead of its record: none of an
            // older record can be of that time.
            from =
                reader
                    .firstSince(partition, TopicRange.millis(at) - range.maxFuture().toMillis())
                    .orElse(there.end());
          } else {
            from = offset(range.from(), partition, from);
          }
          long end = Math.min(there.end(), offset(range.to(), partition, there.end()));
          from = Math.min(Math.max(from, there.from()), there.end());
          ranges.put(partition, new BoundedReader.Range(from, Math.max(from, end)));
        });
    return ranges;
  }

  private static SortedMap<Integer, BoundedReader.Range> stillThere(
      SortedMap<Integer, BoundedReader.Range> fixed,
      SortedMap<Integer, BoundedReader.Range> there) {
    SortedMap<Integer, BoundedReader.Range> ranges = new TreeMap<>();
    fixed.forEach(
        (partition, range) -> {
          BoundedReader.Range all = there.get(partition);
          if (all != null) {
            long from = Math.min(Math.max(range.from(), all.from()), all.end());
            ranges.put(
                partition,
                new BoundedReader.Range(from, Math.max(from, Math.min(range.end(), all.end()))));
          }
        });
    return ranges;
  }

  private static long offset(Optional<RangePoint> point, int partition, long otherwise) {
    RangePoint at = point.orElse(null);
    if (at instanceof RangePoint.AtOffset offset) {
      return offset.offset();
    }
    return at instanceof RangePoint.AtOffsets offsets
        ? offsets.offsets().getOrDefault(partition, otherwise)
        : otherwise;
  }

  private static void check(
      String option,
      Optional<RangePoint> point,
      Map<Integer, BoundedReader.Range> all,
      String name) {
    if (point.orElse(null) instanceof RangePoint.AtOffsets at
        && !all.keySet().containsAll(at.offsets().keySet())) {
      throw CommandFailure.usage(
          "%s: found the partitions %s; %s has %s"
              .formatted(option, new TreeMap<>(at.offsets()).keySet(), name, all.keySet()));
    }
  }
}
