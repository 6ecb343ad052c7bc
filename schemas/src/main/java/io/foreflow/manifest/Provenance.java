package io.foreflow.manifest;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

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
    Instant trainedAt) {
  public Provenance {
    new ManifestProblems()
        .require(!dataDigest.isBlank(), "data.digest", "\"\"", "a digest")
        .require(!to.isBefore(from), "data.to", to, "no time before data.from, " + from)
        .require(series >= 1, "data.series", series, "1 or more")
        .require(readings >= 1, "data.readings", readings, "1 or more")
        .throwIfAny();
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    engines = Collections.unmodifiableMap(new TreeMap<>(engines));
  }
}
