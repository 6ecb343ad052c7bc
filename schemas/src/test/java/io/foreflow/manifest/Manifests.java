package io.foreflow.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A manifest with every field set. */
final class Manifests {
  static final Provenance PROVENANCE =
      new Provenance(
          "sha256:5e88",
          Instant.parse("2025-01-01T00:00:00Z"),
          Instant.parse("2025-12-31T23:00:00Z"),
          414,
          353_500,
          7,
          Map.of("hidden", "64", "cell", "gru"),
          Map.of("pytorch", "2.7.1", "djl", "0.35.1"),
          Instant.parse("2026-01-30T06:00:00Z"));

  static final Manifest FULL =
      new Manifest(
          1,
          "demo",
          "2026-01-30",
          Duration.ofHours(1),
          24,
          List.of(0.1, 0.5, 0.9),
          List.of("value", "load"),
          48,
          new StateLayout(
              List.of(
                  new StateLayout.Segment("seen", 1),
                  new StateLayout.Segment("history", 168),
                  new StateLayout.Segment("cell0.h", 64))),
          PROVENANCE,
          new Backtest(
              Map.of("mase", 0.862, "crps", 0.31),
              Map.of("seasonal-naive", Map.of("mase", 1.193))));

  private Manifests() {}
}
