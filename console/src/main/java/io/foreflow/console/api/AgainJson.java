package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.json.Json;
import io.foreflow.console.memory.ReadAgain;
import java.io.IOException;
import java.util.Optional;

/** How far a series was read again, in each answer about one series. */
final class AgainJson {

  private AgainJson() {}

  static void write(JsonGenerator out, Optional<ReadAgain> readAgain) throws IOException {
    if (readAgain.isEmpty()) {
      out.writeNullField("again");
      return;
    }
    ReadAgain found = readAgain.get();
    Json.object(
        out,
        "again",
        fields -> {
          fields.writeNumberField("records", found.records());
          fields.writeBooleanField("complete", found.complete());
          Json.array(
              fields,
              "partial",
              found.partial(),
              (kinds, kind) -> kinds.writeString(TopicRole.of(kind).code()));
        });
  }
}
