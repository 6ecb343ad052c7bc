package io.foreflow.trainer.checkpoint;

import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.state.OptionDifferences;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that decides the result of a training. Two trainings with the same identity make the
 * same bytes.
 *
 * @param dataDigest the digest of the histories
 * @param options the options' values by name
 * @param engines versions of the engines and the device, by name
 * @param start the weights that it starts from; empty for random ones
 */
public record TrainingIdentity(
    String dataDigest,
    Map<String, String> options,
    Map<String, String> engines,
    Optional<Provenance.Start> start) {

  /** The first version of the file's format that has a start. */
  private static final int WITH_START = 2;

  public TrainingIdentity {
    options = Map.copyOf(options);
    engines = Map.copyOf(engines);
  }

  /** Describes the differences to another identity in words. Empty if there are none. */
  List<String> differencesTo(TrainingIdentity now) {
    List<String> differences = new ArrayList<>();
    if (!dataDigest.equals(now.dataDigest)) {
      differences.add("the readings are not the same");
    }
    differences.addAll(OptionDifferences.between(options, now.options));
    OptionDifferences.between(engines, now.engines)
        .forEach(difference -> differences.add("the engine's " + difference));
    if (!start.equals(now.start)) {
      differences.add("it started from " + text(start) + " and starts from " + text(now.start));
    }
    return differences;
  }

  private static String text(Optional<Provenance.Start> start) {
    return start.map(from -> "the weights " + from.weights()).orElse("random weights");
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(dataDigest);
    write(out, options);
    write(out, engines);
    out.writeBoolean(start.isPresent());
    if (start.isPresent()) {
      out.writeUTF(start.get().model());
      out.writeUTF(start.get().weights());
    }
  }

  /** Reads what {@link #write} of this or an earlier version of the format wrote. */
  static TrainingIdentity read(DataInput in, int version) throws IOException {
    return new TrainingIdentity(in.readUTF(), readMap(in), readMap(in), readStart(in, version));
  }

  private static Optional<Provenance.Start> readStart(DataInput in, int version)
      throws IOException {
    return version >= WITH_START && in.readBoolean()
        ? Optional.of(new Provenance.Start(in.readUTF(), in.readUTF()))
        : Optional.empty();
  }

  private static void write(DataOutput out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static Map<String, String> readMap(DataInput in) throws IOException {
    Map<String, String> map = new TreeMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }
}
