package io.foreflow.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** The seed models of this release, found by name or by cadence. */
public final class SeedModels {

  /** The kinds that the generator draws series for, from the longest cadence to the shortest. */
  private static final List<String> KINDS =
      List.of("daily", "hourly", "half-hourly", "15-minute", "5-minute", "1-minute");

  private static final List<SeedModel> ALL =
      KINDS.stream().flatMap(name -> read(name).stream()).toList();

  private SeedModels() {}

  /** All seed models, from the longest cadence to the shortest. */
  public static List<SeedModel> all() {
    return ALL;
  }

  /** The names of all seed models. */
  public static List<String> names() {
    return ALL.stream().map(SeedModel::name).toList();
  }

  /** The seed model of this name. */
  public static Optional<SeedModel> find(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findAny();
  }

  /**
   * The seed model of this name.
   *
   * @throws IllegalArgumentException if there is none; it says which there are
   */
  public static SeedModel require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found no seed model \"%s\", allowed: %s"
                        .formatted(name, String.join(", ", names()))));
  }

  /** The seed model for series of exactly this cadence. */
  public static Optional<SeedModel> ofCadence(Duration cadence) {
    return ALL.stream().filter(one -> one.cadence().equals(cadence)).findAny();
  }

  private static Optional<SeedModel> read(String name) {
    try (InputStream in = SeedModels.class.getResourceAsStream(name + ".properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties recipe = new Properties();
      recipe.load(in);
      return Optional.of(
          new SeedModel(
              name,
              Duration.parse(value(name, recipe, "cadence")),
              value(name, recipe, "sha256"),
              value(name, recipe, "command"),
              Integer.parseInt(value(name, recipe, "generator")),
              new SeedModel.Measured(
                  Integer.parseInt(value(name, recipe, "tasks")),
                  Double.parseDouble(value(name, recipe, "mase")),
                  Double.parseDouble(value(name, recipe, "wql")),
                  Double.parseDouble(value(name, recipe, "coverage")))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(String name, Properties recipe, String key) {
    String found = recipe.getProperty(key);
    if (found == null) {
      throw new IllegalStateException(
          "the recipe %s.properties lacks %s; it has %s"
              .formatted(name, key, new TreeSet<>(recipe.stringPropertyNames())));
    }
    return found;
  }
}
