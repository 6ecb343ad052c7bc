package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.store.Alias;
import io.foreflow.store.AliasMoves;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.util.Map;

/** The result of moving the champion, for a person and for a program. */
record MoveReport(CommandOutput output) {

  /** Says what was moved, and returns the fields for a program. */
  Map<String, Object> tell(StoredModel stored, StoredVersion champion, AliasMoves.Moved moved) {
    String version = "%s, version %s".formatted(champion.shortSha256(), champion.version());
    output.say(
        moved.decision().isPresent()
            ? "The champion of %s is now %s. Previous: %s."
                .formatted(
                    stored.name(),
                    version,
                    moved.aliases().find(Alias.PREVIOUS).map(StoredVersion::shorten).orElse("none"))
            : "The champion of %s is already %s.".formatted(stored.name(), version));
    Map<String, Object> fields = StoreFields.aliases(stored.name(), moved.aliases());
    fields.put("moved", moved.decision().isPresent());
    fields.put("version", champion.version());
    fields.put("uri", stored.reference(champion).uri());
    fields.put("decision", moved.decision().map(StoreFields::decision).orElse(null));
    return fields;
  }
}
