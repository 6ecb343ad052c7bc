package io.foreflow.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All aliases of a model, in one document. So aliases that move together move by one write, and the
 * record of the decision that moved them is in the same write.
 *
 * @param revision counts the writes
 * @param champion the hash of a version, or null; so are the next two
 * @param removing the hashes of versions that a clean-up is deleting, which no alias may name
 * @param last the decision that moved the aliases last; null if none did
 */
public record Aliases(
    long revision,
    @Nullable String champion,
    @Nullable String challenger,
    @Nullable String previous,
    List<String> removing,
    @Nullable Decision last) {

  /** The aliases of a model that has none. */
  static final Aliases NONE = new Aliases(0, null, null, null, List.of(), null);

  public Aliases {
    removing = List.copyOf(removing);
  }

  /** The hash of the version that an alias names. */
  public Optional<String> find(Alias alias) {
    return Optional.ofNullable(
        switch (alias) {
          case CHAMPION -> champion;
          case CHALLENGER -> challenger;
          case PREVIOUS -> previous;
        });
  }

  /** The aliases that name a version. */
  public List<Alias> of(String sha256) {
    List<Alias> found = new ArrayList<>();
    for (Alias alias : Alias.values()) {
      if (find(alias).filter(sha256::equals).isPresent()) {
        found.add(alias);
      }
    }
    return found;
  }

  /** The aliases with another champion, whose predecessor becomes the previous one. */
  Aliases promoted(String sha256, Decision why) {
    return new Aliases(
        revision + 1,
        sha256,
        sha256.equals(challenger) ? null : challenger,
        champion,
        removing,
        why);
  }

  /**
   * The aliases with the previous champion. There is no previous one then: going back a second time
   * must not bring back what was found to be bad.
   */
  Aliases rolledBack(Decision why) {
    return new Aliases(revision + 1, previous, challenger, null, removing, why);
  }

  Aliases nominated(String sha256, Decision why) {
    return new Aliases(revision + 1, champion, sha256, previous, removing, why);
  }

  Aliases removing(List<String> versions) {
    return new Aliases(revision + 1, champion, challenger, previous, versions, last);
  }

  static Aliases read(String place, String text) throws StoreException {
    StoreJson json = StoreJson.read(place, text);
    List<String> removing = new ArrayList<>();
    for (JsonNode version : json.elements("removing")) {
      removing.add(version.asText());
    }
    StoreJson last = json.childOrNull("last");
    return new Aliases(
        json.number("revision"),
        json.textOrNull(Alias.CHAMPION.text()),
        json.textOrNull(Alias.CHALLENGER.text()),
        json.textOrNull(Alias.PREVIOUS.text()),
        removing,
        last == null ? null : Decision.read(last, place));
  }

  ObjectNode json() throws StoreException {
    ObjectNode json = StoreJson.object().put("revision", revision);
    for (Alias alias : Alias.values()) {
      json.put(alias.text(), find(alias).orElse(null));
    }
    ArrayNode versions = json.putArray("removing");
    removing.forEach(versions::add);
    json.set("last", last == null ? null : last.json());
    return json;
  }
}
