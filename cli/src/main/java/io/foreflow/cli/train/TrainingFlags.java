package io.foreflow.cli.train;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.trainer.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a training as flags: what they are called and mean stands in {@link
 * TrainingConfig#OPTIONS} alone.
 */
public final class TrainingFlags {

  private TrainingFlags() {}

  /** Adds a flag for each option, under the headings of their groups, and a list of presets. */
  public static void addTo(CommandSpec command) {
    List<String> presets = new ArrayList<>(List.of("Presets, the names for --preset:"));
    presets.addAll(PresetList.lines());
    command.usageMessage().footer(presets.toArray(String[]::new));
    for (OptionGroup group : TrainingConfig.OPTIONS.groups()) {
      ArgGroupSpec.Builder flags =
          ArgGroupSpec.builder().exclusive(false).validate(false).heading(group.title() + ":%n");
      group.options().forEach(option -> flags.addArg(flag(option)));
      command.addArgGroup(flags.build());
    }
  }

  private static OptionSpec flag(Option<?> option) {
    return OptionSpec.builder("--" + option.name())
        .paramLabel(label(option))
        .type(String.class)
        .description(
            escaped(option.help())
                + " Default: "
                + escaped(String.valueOf(option.defaultText()))
                + ".")
        .build();
  }

  private static String label(Option<?> option) {
    String type = option.type().name();
    if (type.startsWith("a duration")) {
      return "TIME";
    }
    if (type.startsWith("true")) {
      return "YES";
    }
    if (type.startsWith("names")) {
      return "NAME,..";
    }
    return type.contains("number") ? (type.contains("numbers") ? "N,.." : "N") : "NAME";
  }

  /** Picocli takes a percent sign for a format. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  /** The options given on the command line, by name. */
  public static Map<String, String> given(CommandLine command) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Option<?> option : TrainingConfig.OPTIONS.options()) {
      String name = "--" + option.name().toLowerCase(Locale.ROOT);
      Optional.ofNullable(command.getParseResult().matchedOption(name))
          .ifPresent(flag -> given.put(option.name(), String.join(",", flag.stringValues())));
    }
    return given;
  }
}
