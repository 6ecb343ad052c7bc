package io.foreflow.trainer.tune;

import io.foreflow.options.Option;
import io.foreflow.options.Problem;
import io.foreflow.options.Problems;
import io.foreflow.options.Setting;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a search space from settings: {@code cell: [gru, lstm]}, or {@code hidden.min}, {@code
 * hidden.max} and {@code hidden.scale}. Bars separate the values of an option whose values may hold
 * commas: {@code 24 | 24,168}.
 */
public final class SearchSpaceReader {

  private static final List<String> PARTS = List.of("min", "max", "scale");
  private static final List<String> SCALES = List.of("linear", "log");

  private final TrialMetric judge;
  private final Map<String, Map<String, String>> ranges = new TreeMap<>();
  private final Map<String, OptionChoices> choices = new LinkedHashMap<>();
  private final Problems problems = new Problems();

  private SearchSpaceReader(TrialMetric judge) {
    this.judge = judge;
  }

  /**
   * Reads the space from settings.
   *
   * @param settings by their flat names
   * @param judge the metric by which trials are compared
   * @throws IllegalArgumentException if there are problems; names all of them
   */
  public static SearchSpace read(Map<String, Setting> settings, TrialMetric judge) {
    SearchSpaceReader reader = new SearchSpaceReader(judge);
    settings.forEach((name, setting) -> reader.read(name, setting.value()));
    reader.ranges.forEach(reader::readRange);
    if (settings.isEmpty()) {
      reader.problems.say(
          "", "the space has no option; give each its values, as in cell: [gru, lstm]");
    }
    reader.problems.throwIfAny(problem -> placed(problem, settings));
    return new SearchSpace(reader.choices);
  }

  /** A problem with the line of its option, or of the first part of its range. */
  private static Problem placed(Problem problem, Map<String, Setting> settings) {
    String key = problem.key();
    return settings.entrySet().stream()
        .filter(entry -> entry.getKey().equals(key) || entry.getKey().startsWith(key + "."))
        .findFirst()
        .map(entry -> problem.at(entry.getValue().place()))
        .orElse(problem);
  }

  private void read(String name, String text) {
    int dot = name.indexOf('.');
    if (dot >= 0) {
      ranges
          .computeIfAbsent(name.substring(0, dot), unused -> new TreeMap<>())
          .put(name.substring(dot + 1), text);
      return;
    }
    option(name).ifPresent(option -> readValues(option, text));
  }

  private Optional<Option<?>> option(String name) {
    Optional<Option<?>> option = TrainingConfig.OPTIONS.byName(name);
    if (option.isEmpty()) {
      problems.say(
          name, "there is no option " + name + "; there are " + TrainingConfig.OPTIONS.names());
    }
    Optional<String> reason = judge.whyFixed(name);
    reason.ifPresent(why -> problems.say(name, name + " can't be searched: " + why));
    return reason.isPresent() ? Optional.empty() : option;
  }

  private <T> void readValues(Option<T> option, String text) {
    boolean hasBars = option.type().holdsCommas() || text.contains("|");
    String[] values = text.split(hasBars ? "\\|" : ",", -1);
    List<String> texts = Arrays.stream(values).map(String::strip).toList();
    texts.forEach(value -> check(option, value));
    if (new TreeSet<>(texts).size() < texts.size()) {
      problems.say(
          option.name(), option.name() + " has a value twice: " + texts + "; give each once");
    }
    choices.put(option.name(), new OptionChoices.OneOf(texts));
  }

  private <T> void check(Option<T> option, String text) {
    String hint =
        option.type().holdsCommas() && text.contains(",")
            ? "; it is one value, since only bars separate values: a | b"
            : "";
    try {
      T value = option.type().parse(text);
      if (!option.rule().holds().test(value)) {
        problems.add(option.name(), value, "must be " + option.rule().text() + hint);
      } else if (commas(text) > commas(value.toString())) {
        // A sum such as 1,2 in members: whoever writes this means the values 1 and 2.
        problems.add(
            option.name(), text, "but that means " + value + "; bars separate values: a | b");
      }
    } catch (IllegalArgumentException e) {
      problems.add(option.name(), text, "must be " + option.type().name() + hint);
    }
  }

  private static long commas(String text) {
    return text.chars().filter(c -> c == ',').count();
  }

  private void readRange(String name, Map<String, String> parts) {
    for (String part : parts.keySet()) {
      if (!PARTS.contains(part)) {
        problems.say(
            name + "." + part, "there is no " + name + "." + part + "; a range has " + PARTS);
      }
    }
    if (choices.containsKey(name)) {
      problems.say(name, name + " has both values and a range; give one of the two");
    }
    String scale = parts.getOrDefault("scale", SCALES.get(0));
    if (!SCALES.contains(scale)) {
      problems.add(name + ".scale", scale, "must be one of " + SCALES);
    }
    option(name).ifPresent(option -> readBounds(option, parts, scale.equals("log")));
  }

  /** The kind of an option's values, without the list of those that are allowed. */
  private static String kind(ValueType<?> type) {
    return type.name().startsWith("one of ") ? ValueType.TEXT.name() : type.name();
  }

  private <T> void readBounds(Option<T> option, Map<String, String> parts, boolean isLog) {
    boolean isWhole =
        option.type().equals(ValueType.INTEGER) || option.type().equals(ValueType.LONG);
    if (!isWhole && !option.type().equals(ValueType.NUMBER)) {
      problems.say(
          option.name(),
          option.name() + " has a range, but is " + kind(option.type()) + ": give its values");
      return;
    }
    String min = parts.get("min");
    String max = parts.get("max");
    if (min == null || max == null) {
      problems.say(option.name(), option.name() + " needs both min and max");
      return;
    }
    check(option, min);
    check(option, max);
    try {
      double low = Double.parseDouble(min);
      double high = Double.parseDouble(max);
      if (!(low < high)) {
        problems.say(
            option.name() + ".min",
            option.name() + ".min is " + min + ", it must be below the max, " + max);
      } else if (isLog && low <= 0) {
        problems.say(
            option.name() + ".min",
            option.name() + ".min is " + min + ", it must be above 0 for scale log");
      }
      choices.put(option.name(), new OptionChoices.Between(low, high, isLog, isWhole));
    } catch (NumberFormatException e) {
      // check() has reported it already.
    }
  }
}
