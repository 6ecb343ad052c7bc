package io.foreflow.cli.train;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.auto.Presets.Preset;
import io.foreflow.trainer.auto.SeriesKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the presets, and the kinds of series that they are names for. */
final class PresetList {

  private PresetList() {}

  /** The name and the description of each preset. */
  static List<String> lines() {
    return Presets.all().stream()
        .map(preset -> "  %-20s %s".formatted(preset.name(), preset.description()))
        .toList();
  }

  /** Prints presets and kinds. */
  static void print(CommandOutput output) {
    output.say("A preset names a kind of series. It asks for the options in brackets.");
    for (Preset preset : Presets.all()) {
      output.say("");
      output.say(preset.name() + ": " + preset.description() + " [" + pairs(preset.asked()) + "]");
      output.say("  for a typical history of the kind " + preset.kind().text() + ":");
      output.say("  " + pairs(preset.kind().options(preset.typical())));
    }
    output.say("");
    output.say("Without a preset, the readings decide the kind. The first of these that is true:");
    for (SeriesKind kind : SeriesKind.values()) {
      output.say("  %-20s %s".formatted(kind.text(), kind.why()));
    }
    output.say(
        "Seasons are found in the readings, and steps and dropout follow from their number.");
    output.say("Next: foreflow train --data FILE --explain shows what is chosen for your history.");
    List<Map<String, Object>> all = new ArrayList<>();
    for (Preset preset : Presets.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", preset.name());
      one.put("description", preset.description());
      one.put("kind", preset.kind().text());
      one.put("asked", preset.asked());
      one.put("typical", preset.options());
      all.add(one);
    }
    output.result(Map.of("presets", all));
  }

  private static String pairs(Map<String, String> options) {
    return options.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }
}
