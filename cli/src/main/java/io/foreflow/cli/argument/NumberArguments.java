package io.foreflow.cli.argument;

import io.foreflow.options.Durations;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers on a command line, and refuses others in everyday words. */
public final class NumberArguments {

  private NumberArguments() {}

  /** Makes all options of the commands read their numbers this way. */
  public static void addTo(CommandLine commandLine) {
    add(commandLine, Integer.class, int.class, Integer::valueOf);
    add(commandLine, Long.class, long.class, Long::valueOf);
    add(commandLine, Double.class, double.class, Double::valueOf);
    commandLine.registerConverter(Duration.class, NumberArguments::duration);
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static <T> void add(
      CommandLine commandLine, Class<T> boxed, Class<T> plain, Function<String, T> parser) {
    String kind = boxed == Double.class ? "a number, such as 0.5" : "a whole number, such as 10";
    CommandLine.ITypeConverter<T> converter =
        text -> {
          try {
            return parser.apply(text.strip());
          } catch (NumberFormatException e) {
            throw new TypeConversionException(
                text.strip().matches("[-+]?\\d{10,}")
                    ? "'" + text + "' is too large"
                    : "'" + text + "' is not " + kind);
          }
        };
    commandLine.registerConverter(boxed, converter);
    commandLine.registerConverter(plain, converter);
  }
}
