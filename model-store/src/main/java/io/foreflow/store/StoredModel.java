package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A model in the store: its versions, its aliases and the decisions about it. */
public final class StoredModel {
  /** The fewest digits of a hash that may stand for it. */
  private static final int SHORTEST_PREFIX = 6;

  private final StoreLocation location;
  private final ObjectStore objects;
  private final InstantSource clock;
  private final String name;
  private final ModelKeys keys;
  private final VersionReader reader;

  StoredModel(StoreLocation location, ObjectStore objects, InstantSource clock, String name) {
    this.location = location;
    this.objects = objects;
    this.clock = clock;
    this.name = name;
    this.keys = new ModelKeys(name);
    this.reader = new VersionReader(objects, keys);
  }

  public String name() {
    return name;
  }

  /** The URI of a version. */
  public StoreReference reference(StoredVersion version) {
    return new StoreReference(location, name, version.sha256());
  }

  /** All versions, the newest first. */
  public List<StoredVersion> versions() throws IOException {
    return reader.all();
  }

  /** The version with this hash, if it is in the store. */
  public Optional<StoredVersion> find(String sha256) throws IOException {
    return reader.find(sha256);
  }

  /**
   * The version that a text names.
   *
   * @param ref an alias, a hash, or the beginning of one
   */
  public StoredVersion version(String ref) throws IOException {
    Optional<Alias> alias = Alias.of(ref);
    if (alias.isPresent()) {
      return version(aliases().find(alias.get()).orElseThrow(() -> noAlias(ref)));
    }
    if (Sha256.is(ref)) {
      Optional<StoredVersion> version = find(ref);
      if (version.isPresent()) {
        return version.get();
      }
      throw noVersion(ref);
    }
    List<StoredVersion> found =
        ref.length() < SHORTEST_PREFIX
            ? List.of()
            : versions().stream().filter(version -> version.sha256().startsWith(ref)).toList();
    if (found.size() != 1) {
      throw noVersion(ref);
    }
    return found.get(0);
  }

  private StoreException noAlias(String alias) {
    return new StoreException(
        StoreException.Reason.NOT_FOUND,
        "found no %s of the model \"%s\" in %s, allowed: an alias that was given; `foreflow models list` shows them"
            .formatted(alias, name, location.text()));
  }

  private StoreException noVersion(String ref) throws IOException {
    List<String> known = versions().stream().map(StoredVersion::shortSha256).toList();
    return new StoreException(
        StoreException.Reason.NOT_FOUND,
        "found no version \"%s\" of the model \"%s\" in %s, allowed: champion, challenger, previous, or at least %d digits of one of %s"
            .formatted(ref, name, location.text(), SHORTEST_PREFIX, known));
  }

  /** The aliases of now. */
  public Aliases aliases() throws IOException {
    return AliasObject.read(objects, keys).aliases();
  }

  /** All decisions, the oldest first. */
  public List<Decision> decisions() throws IOException {
    return new DecisionLog(objects, keys).all(aliases().last());
  }

  /** Opens the model file of a version. */
  public InputStream open(StoredVersion version) throws IOException {
    return objects.open(keys.modelFile(version.sha256()));
  }

  /** Opens an attachment of a version. */
  public InputStream open(StoredVersion version, Attachment attachment) throws IOException {
    return objects.open(keys.attachment(version.sha256(), attachment.name()));
  }

  /**
   * Reads an attachment of a version as a whole.
   *
   * @throws StoreException if it is not what was added
   */
  public byte[] read(StoredVersion version, Attachment attachment) throws IOException {
    byte[] content;
    try (InputStream file = open(version, attachment)) {
      content = file.readAllBytes();
    }
    String found = Sha256.of(content);
    if (!found.equals(attachment.sha256())) {
      throw new StoreException(
          StoreException.Reason.DAMAGED,
          "found the sha256 %s in %s, allowed: %s, as it was added"
              .formatted(
                  found,
                  objects.place(keys.attachment(version.sha256(), attachment.name())),
                  attachment.sha256()));
    }
    return content;
  }

  /** Adds a version, unless it is in the store. */
  public AddedVersion add(NewVersion version) throws IOException {
    return new VersionWriter(objects, clock, keys).add(version);
  }

  /** Moves the aliases. */
  public AliasMoves moves() {
    return new AliasMoves(objects, clock, keys);
  }

  /** Keeps the record of a decision that moves no alias. */
  public Decision record(String action, StoredVersion version, Decision.Reason reason)
      throws IOException {
    Decision decision =
        Decision.of(action, clock.instant(), reason, version.sha256(), aliases().champion());
    DecisionLog log = new DecisionLog(objects, keys);
    log.writeFiles(decision, reason);
    log.write(decision);
    return decision;
  }

  /**
   * Takes the right to work on the model, which nobody else gets until it is closed or its time is
   * over.
   *
   * @param owner who works, and {@code purpose} what the work is, both for people
   * @param time how long the right lasts if it is not renewed
   * @throws StoreException if somebody else has it
   */
  public StoreLease lock(String owner, String purpose, Duration time) throws IOException {
    return StoreLease.take(objects, clock, keys, owner, purpose, time);
  }

  /** Deletes versions that no alias names. */
  public CleanUp cleanUp() {
    return new CleanUp(objects, clock, keys);
  }
}
