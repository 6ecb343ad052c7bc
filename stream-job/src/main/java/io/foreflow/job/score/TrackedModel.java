package io.foreflow.job.score;

import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.Manifest;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.TrackedSteps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Everything about a model that is needed to score its forecasts when the model itself is gone.
 *
 * @param id of the model in the states that it wrote
 * @param tracking number of the tracked steps; not {@link SeriesState#UNTRACKED}
 * @param stateBytes of a state of the model, without memories
 * @param model name of the model
 * @param version version of the model
 * @param horizon how many steps ahead it forecasts
 * @param levels of its quantiles, one or more
 * @param steps that are tracked, ascending
 */
record TrackedModel(
    long id,
    int tracking,
    int stateBytes,
    String model,
    String version,
    int horizon,
    List<Double> levels,
    List<Integer> steps) {
  private static final byte FORMAT = 1;

  TrackedModel {
    levels = List.copyOf(levels);
    steps = List.copyOf(steps);
  }

  /** A model of quantiles. */
  static TrackedModel of(Manifest manifest, StateHeader header, TrackedSteps tracked) {
    int[] steps = tracked.of(manifest.horizon());
    return new TrackedModel(
        header.model(),
        tracking(steps),
        header.stateBytes(),
        manifest.model(),
        manifest.version(),
        manifest.horizon(),
        manifest.levels(),
        Arrays.stream(steps).boxed().toList());
  }

  /** A number for a choice of steps. */
  private static int tracking(int[] steps) {
    CRC32 crc = new CRC32();
    crc.update(Arrays.toString(steps).getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % (SeriesState.TRACKINGS - 1)) + 1;
  }

  /** The plan of the memories of the model's series. */
  OutcomePlan plan() {
    List<String> texts = steps.stream().map(String::valueOf).collect(Collectors.toList());
    return new OutcomePlan(horizon, levels, new TrackedSteps(texts), false);
  }

  /** Whether this describes the memory of a state. */
  boolean is(long otherId, int otherTracking) {
    return id == otherId && tracking == otherTracking;
  }

  /** Whether both have the same labels. */
  boolean hasLabelsOf(TrackedModel other) {
    return model.equals(other.model) && version.equals(other.version);
  }

  /** The bytes for a snapshot. */
  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(FORMAT);
    out.writeLong(id);
    out.writeInt(tracking);
    out.writeInt(stateBytes);
    out.writeUTF(model);
    out.writeUTF(version);
    out.writeInt(horizon);
    out.writeInt(levels.size());
    for (double level : levels) {
      out.writeDouble(level);
    }
    out.writeInt(steps.size());
    for (int step : steps) {
      out.writeInt(step);
    }
    return bytes.toByteArray();
  }

  /** Reads the bytes of a snapshot. */
  static TrackedModel decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "Found a tracked model of format version %d, this release reads version %d; restore the"
                  .formatted(format, FORMAT)
              + " savepoint with the release that wrote it or a later one");
    }
    return new TrackedModel(
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        doubles(in),
        ints(in));
  }

  private static List<Double> doubles(DataInputStream in) throws IOException {
    List<Double> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readDouble());
    }
    return values;
  }

  private static List<Integer> ints(DataInputStream in) throws IOException {
    List<Integer> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readInt());
    }
    return values;
  }
}
