package io.foreflow.trainer.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The differences between the options of an earlier training and those of a new one, in words. */
public final class OptionDifferences {

  private OptionDifferences() {}

  /** One text for each option that differs, in the order of their names. */
  public static List<String> between(Map<String, String> then, Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String before = then.getOrDefault(name, "not given");
      String after = now.getOrDefault(name, "not given");
      if (!before.equals(after)) {
        differences.add(name + " was " + before + " and is " + after);
      }
    }
    return differences;
  }
}
