package io.foreflow.store;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Versions to put into a store. Their files are no models: the store does not look into them. */
final class SampleVersions {
  static final String MODEL = "sensors";
  static final String REPORT = "report.html";

  private SampleVersions() {}

  static NewVersion of(String version) {
    return of(version, Map.of());
  }

  static NewVersion withReport(String version) {
    return of(version, Map.of(REPORT, bytes("report of " + version)));
  }

  static NewVersion of(String version, Map<String, byte[]> attachments) {
    return new NewVersion(bytes("file of " + version), manifest(version), "anna", attachments);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Manifest manifest(String version) {
    Instant end = Instant.parse("2026-01-05T00:00:00Z");
    return new Manifest(
        1,
        MODEL,
        version,
        Duration.ofHours(1),
        24,
        List.of(0.1, 0.5, 0.9),
        List.of("value"),
        168,
        new StateLayout(
            List.of(
                new StateLayout.Segment(StateLayout.SEEN, 1),
                new StateLayout.Segment(StateLayout.HISTORY, 168))),
        new Provenance(
            "sha256:00", end.minusSeconds(86_400), end, 3, 72, 1, Map.of(), Map.of(), end),
        null);
  }

  static Decision.Reason reason(String why) {
    return Decision.Reason.of("anna", why);
  }
}
