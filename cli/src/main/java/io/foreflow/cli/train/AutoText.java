package io.foreflow.cli.train;

import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.auto.Presets.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which options a training has chosen for its history, and why. */
public final class AutoText {

  private AutoText() {}

  /** Lines for a person. */
  static List<String> lines(AutoOptions auto, Optional<Preset> preset) {
    List<String> lines = new ArrayList<>();
    lines.add("Chosen for this history: " + options(auto) + ".");
    auto.reasons().forEach(reason -> lines.add("  " + reason + "."));
    preset.flatMap(named -> hint(auto, named)).ifPresent(lines::add);
    return lines;
  }

  /** Notes for a report. */
  static List<String> notes(AutoOptions auto) {
    List<String> notes = new ArrayList<>();
    notes.add("Options that were chosen for this history: " + options(auto) + ".");
    auto.reasons().forEach(reason -> notes.add(reason + "."));
    return notes;
  }

  /** Fields for a program. */
  public static Map<String, Object> fields(AutoOptions auto) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", auto.kind().text());
    fields.put("looksLike", auto.looksLike().text());
    fields.put("options", auto.options());
    fields.put("reasons", auto.reasons());
    return fields;
  }

  /** A hint if the readings look like another kind than that of the preset. */
  private static Optional<String> hint(AutoOptions auto, Preset preset) {
    if (!auto.isOtherThanAsked()) {
      return Optional.empty();
    }
    String others =
        Presets.of(auto.looksLike()).stream()
            .map(other -> " or with --preset " + other.name())
            .collect(Collectors.joining());
    return Optional.of(
        "Hint: preset %s is for %s, but these readings look like %s: %s. Train without --preset%s, and compare."
            .formatted(
                preset.name(),
                preset.kind().text(),
                auto.looksLike().text(),
                auto.looksLike().why(),
                others));
  }

  private static String options(AutoOptions auto) {
    return auto.options().entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }
}
