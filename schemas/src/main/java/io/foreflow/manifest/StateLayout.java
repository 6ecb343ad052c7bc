package io.foreflow.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The layout of a series' state: segments of floats, one after the other. A caller may read two of
 * them: {@code seen} counts the steps since the series' first reading, and {@code history} holds
 * its last readings in raw units, imputed where one was missing, the newest last. The others belong
 * to the model.
 *
 * @param segments in the order of their floats in the state, with no gap between them
 */
public record StateLayout(List<Segment> segments) {
  /** The segment that counts steps since the first reading: one float. */
  public static final String SEEN = "seen";

  /** The segment with the last readings: one float or more, the newest last. */
  public static final String HISTORY = "history";

  /** The most floats that a state may have. Nobody can want keyed state of a larger size. */
  public static final int LARGEST_SIZE = 1 << 20;

  /**
   * Consecutive floats with a meaning of their own.
   *
   * @param name unique in its layout
   * @param size how many floats, 1 or more
   */
  public record Segment(String name, int size) {
    public Segment {
      new ManifestProblems()
          .require(!name.isBlank(), "name", "\"" + name + "\"", "a name")
          .require(
              size >= 1 && size <= LARGEST_SIZE, "size", size, "1 to " + LARGEST_SIZE + " floats")
          .throwIfAny();
    }
  }

  public StateLayout {
    segments = List.copyOf(segments);
    ManifestProblems problems = new ManifestProblems();
    Set<String> names = new LinkedHashSet<>();
    long size = 0;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      size += segment.size();
      problems.require(
          names.add(segment.name()),
          "[" + i + "].name",
          "\"" + segment.name() + "\" again",
          "each segment once");
      problems.require(
          !segment.name().equals(SEEN) || segment.size() == 1,
          "[" + i + "].size",
          segment.size(),
          "1 for the segment \"seen\"");
    }
    for (String required : List.of(SEEN, HISTORY)) {
      problems.require(
          names.contains(required),
          "",
          "no segment \"" + required + "\" in " + names,
          "segments \"seen\" and \"history\" in every model");
    }
    problems.require(size <= LARGEST_SIZE, "", size + " floats in all", "at most " + LARGEST_SIZE);
    problems.throwIfAny();
  }

  /** How many floats a state has. */
  public int size() {
    return segments.stream().mapToInt(Segment::size).sum();
  }

  /** How many floats a segment has. */
  public int size(String name) {
    return segments.get(indexOf(name)).size();
  }

  /** The offset of a segment, in floats. */
  public int offset(String name) {
    return segments.subList(0, indexOf(name)).stream().mapToInt(Segment::size).sum();
  }

  private int indexOf(String name) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "found no segment \"" + name + "\", allowed: one of " + segments);
  }
}
