package io.foreflow.job.score;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.CalendarJson;
import io.foreflow.manifest.Manifest;
import io.foreflow.series.SlotGrid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a model that is needed to score its forecasts when the model itself is gone.
 *
 * @param id of the model in the states that it wrote
 * @param number of the layout in those states
 * @param stateBytes of a state of the model, without memories
 * @param model name of the model
 * @param version version of the model
 * @param layout what follows the floats in those states
 * @param grid of their slots; null without a trading calendar, since the states say the cadence
 */
record TrackedModel(
    long id,
    int number,
    int stateBytes,
    String model,
    String version,
    MemoryLayout layout,
    @Nullable SlotGrid grid) {
  /** The format of a description that has no calibration and no sections. */
  private static final byte WITHOUT_SECTIONS = 1;

  /** The format of a description that has no trading calendar. */
  private static final byte WITHOUT_CALENDAR = 2;

  private static final byte FORMAT = 3;

  /** A model of quantiles. */
  static TrackedModel of(Manifest manifest, StateHeader header, ScoreSettings settings) {
    MemoryLayout layout = MemoryLayout.of(manifest, settings);
    return new TrackedModel(
        header.model(),
        layout.number(),
        header.stateBytes(),
        manifest.model(),
        manifest.version(),
        layout,
        header.grid().calendar() == null ? null : header.grid());
  }

  /** Whether this describes the memory of a state. */
  boolean is(long otherId, int otherNumber) {
    return id == otherId && number == otherNumber;
  }

  /** Whether both have the same labels. */
  boolean hasLabelsOf(TrackedModel other) {
    return model.equals(other.model) && version.equals(other.version);
  }

  /** The bytes for a snapshot. */
  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(grid == null ? WITHOUT_CALENDAR : FORMAT);
    out.writeLong(id);
    out.writeInt(number);
    out.writeInt(stateBytes);
    out.writeUTF(model);
    out.writeUTF(version);
    out.writeInt(layout.horizon());
    out.writeInt(layout.levels().size());
    for (double level : layout.levels()) {
      out.writeDouble(level);
    }
    out.writeInt(layout.steps().size());
    for (int step : layout.steps()) {
      out.writeInt(step);
    }
    out.writeBoolean(layout.calibrated());
    out.writeInt(layout.sections().size());
    for (StateSection section : StateSection.values()) {
      if (layout.sections().contains(section)) {
        out.writeUTF(section.name());
      }
    }
    TradingCalendar calendar = grid == null ? null : grid.calendar();
    if (grid != null && calendar != null) {
      byte[] json = CalendarJson.write(calendar).getBytes(StandardCharsets.UTF_8);
      out.writeLong(grid.cadenceMillis());
      out.writeInt(json.length);
      out.write(json);
    }
    return bytes.toByteArray();
  }

  /** Reads the bytes of a snapshot. */
  static TrackedModel decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte format = in.readByte();
    if (format < WITHOUT_SECTIONS || format > FORMAT) {
      throw unknown("format version " + format, "versions 1 to " + FORMAT);
    }
    return new TrackedModel(
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readUTF(),
        in.readUTF(),
        new MemoryLayout(
            in.readInt(),
            doubles(in),
            ints(in),
            format != WITHOUT_SECTIONS && in.readBoolean(),
            format != WITHOUT_SECTIONS ? sections(in) : Set.of()),
        format == FORMAT ? grid(in) : null);
  }

  private static SlotGrid grid(DataInputStream in) throws IOException {
    long cadenceMillis = in.readLong();
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    return new SlotGrid(
        cadenceMillis, CalendarJson.parse(new String(json, StandardCharsets.UTF_8)));
  }

  private static IOException unknown(String found, String readable) {
    return new IOException(
        "Found a tracked model of %s, this release reads %s; restore the savepoint with the release that wrote it or a later one"
            .formatted(found, readable));
  }

  private static Set<StateSection> sections(DataInputStream in) throws IOException {
    Set<StateSection> sections = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      StateSection section =
          Arrays.stream(StateSection.values())
              .filter(each -> each.name().equals(name))
              .findAny()
              .orElseThrow(
                  () -> unknown("section " + name, Arrays.toString(StateSection.values())));
      sections.add(section);
    }
    return sections;
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
