package io.foreflow.manifest;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made from, so that it can be made again.
 *
 * @param dataDigest names the exact training data, such as {@code sha256:...}
 * @param from time of its first reading
 * @param to time of its last reading
 * @param series how many series
 * @param readings how many readings
 * @param seed of everything random in the training
 * @param configuration every option of the training by name
 * @param engines name and version of everything that computed
 * @param trainedAt when the training ended
 * @param start the earlier model that the training started from; null if it started from random
 *     weights
 * @param generated the generator that drew the data; null if they are no generated data
 * @param chosen the options that the training chose by itself; null if it chose none
 * @param ridgeShare the share of the ridge regression in the forecast, for each step of the
 *     horizon; empty if the model has no ridge regression next to networks
 */
public record Provenance(
    String dataDigest,
    Instant from,
    Instant to,
    long series,
    long readings,
    long seed,
    Map<String, String> configuration,
    Map<String, String> engines,
    Instant trainedAt,
    @Nullable Start start,
    @Nullable Generated generated,
    @Nullable Chosen chosen,
    List<Double> ridgeShare) {

  /**
   * The options of a training that nobody gave, so that they were chosen for the data. Their values
   * are in the configuration.
   *
   * @param kind the kind of series that they are for
   * @param options names of the options
   * @param reasons why, in plain words
   */
  public record Chosen(String kind, List<String> options, List<String> reasons) {
    public Chosen {
      new ManifestProblems().require(!kind.isBlank(), "kind", "\"\"", "a name").throwIfAny();
      options = List.copyOf(options);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The generator that drew the data, so that they can be drawn again.
   *
   * @param kind which series, such as {@code hourly}
   * @param seed seed of the series
   * @param version version of the generator
   */
  public record Generated(String kind, long seed, int version) {
    public Generated {
      new ManifestProblems()
          .require(!kind.isBlank(), "kind", "\"\"", "a name")
          .require(version >= 1, "version", version, "1 or more")
          .throwIfAny();
    }
  }

  /**
   * The weights that a training started from.
   *
   * @param model SHA-256 of the model file that they belong to
   * @param weights SHA-256 of the file of the weights
   */
  public record Start(String model, String weights) {
    public Start {
      new ManifestProblems()
          .require(isSha256(model), "model", model, "64 hexadecimal digits")
          .require(isSha256(weights), "weights", weights, "64 hexadecimal digits")
          .throwIfAny();
    }

    private static boolean isSha256(String text) {
      return text.matches("[0-9a-f]{64}");
    }
  }

  public Provenance {
    new ManifestProblems()
        .require(!dataDigest.isBlank(), "data.digest", "\"\"", "a digest")
        .require(!to.isBefore(from), "data.to", to, "no time before data.from, " + from)
        .require(series >= 1, "data.series", series, "1 or more")
        .require(readings >= 1, "data.readings", readings, "1 or more")
        .require(
            ridgeShare.stream().allMatch(share -> share >= 0 && share <= 1),
            "ridgeShare",
            ridgeShare,
            "numbers from 0 to 1")
        .throwIfAny();
    ridgeShare = List.copyOf(ridgeShare);
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    engines = Collections.unmodifiableMap(new TreeMap<>(engines));
  }

  /** Creates the provenance of a model that started from random weights. */
  public Provenance(
      String dataDigest,
      Instant from,
      Instant to,
      long series,
      long readings,
      long seed,
      Map<String, String> configuration,
      Map<String, String> engines,
      Instant trainedAt) {
    this(
        dataDigest,
        from,
        to,
        series,
        readings,
        seed,
        configuration,
        engines,
        trainedAt,
        null,
        null,
        null,
        List.of());
  }

  /** A copy of a model that started from the weights of another one. */
  public Provenance startedFrom(Start earlier) {
    return with(earlier, generated, chosen, ridgeShare);
  }

  /** A copy of a model whose data a generator drew. */
  public Provenance generatedBy(Generated generator) {
    return with(start, generator, chosen, ridgeShare);
  }

  /** A copy of a model whose training chose options by itself. */
  public Provenance choosing(Chosen options) {
    return with(start, generated, options, ridgeShare);
  }

  /** A copy of a model in which a ridge regression has a share of the forecast. */
  public Provenance sharing(List<Double> ofRidge) {
    return with(start, generated, chosen, ofRidge);
  }

  private Provenance with(
      @Nullable Start earlier,
      @Nullable Generated generator,
      @Nullable Chosen options,
      List<Double> ofRidge) {
    return new Provenance(
        dataDigest,
        from,
        to,
        series,
        readings,
        seed,
        configuration,
        engines,
        trainedAt,
        earlier,
        generator,
        options,
        ofRidge);
  }
}
