package io.foreflow.trainer.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that decides the result of a training. Two trainings with the same identity make the
 * same bytes.
 *
 * @param dataDigest the digest of the histories
 * @param options the options' values by name
 * @param engines versions of the engines and the device, by name
 */
public record TrainingIdentity(
    String dataDigest, Map<String, String> options, Map<String, String> engines) {

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
    compare(differences, "", options, now.options);
    compare(differences, "the engine's ", engines, now.engines);
    return differences;
  }

  private static void compare(
      List<String> differences, String what, Map<String, String> then, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String before = then.getOrDefault(name, "not given");
      String after = now.getOrDefault(name, "not given");
      if (!before.equals(after)) {
        differences.add(what + name + " was " + before + " and is " + after);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(dataDigest);
    write(out, options);
    write(out, engines);
  }

  static TrainingIdentity read(DataInput in) throws IOException {
    return new TrainingIdentity(in.readUTF(), readMap(in), readMap(in));
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
