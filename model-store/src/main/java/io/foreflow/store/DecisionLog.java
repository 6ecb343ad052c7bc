package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.StoredObject;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records of decisions about a model. */
final class DecisionLog {
  private final ObjectStore objects;
  private final ModelKeys keys;

  DecisionLog(ObjectStore objects, ModelKeys keys) {
    this.objects = objects;
    this.keys = keys;
  }

  /** Writes the files of a decision, which come before its record. */
  void writeFiles(Decision decision, Decision.Reason reason) throws IOException {
    for (Map.Entry<String, byte[]> file : reason.files().entrySet()) {
      Attachment.checkName(file.getKey());
      objects.create(keys.fileOfDecision(decision.id(), file.getKey()), file.getValue());
    }
  }

  /** Writes the record of a decision, unless it is there. */
  void write(Decision decision) throws IOException {
    objects.create(keys.decisionFile(decision.id()), StoreJson.write(decision.json()));
  }

  /**
   * All records, the oldest first.
   *
   * @param last the decision that moved the aliases last, whose writer may have died before it
   *     wrote the record itself
   */
  List<Decision> all(@Nullable Decision last) throws IOException {
    Map<String, Decision> found = new TreeMap<>();
    for (StoredObject object : objects.list(keys.decisions())) {
      if (object.key().endsWith("/" + ModelKeys.DECISION_FILE)) {
        Optional<TaggedObject> record = objects.read(object.key());
        if (record.isPresent()) {
          String place = objects.place(object.key());
          Decision decision = Decision.read(StoreJson.read(place, record.get().text()), place);
          found.put(decision.id(), decision);
        }
      }
    }
    if (last != null) {
      found.put(last.id(), last);
    }
    return found.values().stream()
        .sorted(Comparator.comparing(Decision::at).thenComparing(Decision::id))
        .toList();
  }
}
