package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.Sha256;
import io.foreflow.store.objects.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deletes old versions. First it writes which ones beside the aliases, and from then on no alias
 * can be moved to them. So no alias ever names a version that is gone. A clean-up that dies is
 * finished by the next one.
 */
public final class CleanUp {
  /** The age from which a version without its last object was left by a process that died. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final int MOST_ATTEMPTS = 50;

  private final ObjectStore objects;
  private final InstantSource clock;
  private final ModelKeys keys;

  CleanUp(ObjectStore objects, InstantSource clock, ModelKeys keys) {
    this.objects = objects;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * A version to delete.
   *
   * @param sha256 its hash
   * @param bytes the size of all its files
   * @param isWhole whether it was added to the end
   */
  public record Removal(String sha256, long bytes, boolean isWhole) {}

  /** The versions that {@link #run} would delete now. */
  public List<Removal> plan(int keep) throws IOException {
    return plan(keep, AliasObject.read(objects, keys).aliases());
  }

  /**
   * Deletes versions, and returns those that it has deleted.
   *
   * @param keep how many of the newest versions stay, whether an alias names them or not
   */
  public List<Removal> run(int keep) throws IOException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      AliasObject found = AliasObject.read(objects, keys);
      List<Removal> plan = plan(keep, found.aliases());
      List<String> versions = plan.stream().map(Removal::sha256).toList();
      if (versions.equals(found.aliases().removing())
          || found.replace(found.aliases().removing(versions), objects, keys)) {
        List<Removal> removed = new ArrayList<>();
        for (Removal removal : plan) {
          if (remove(removal)) {
            removed.add(removal);
          }
        }
        finish(versions);
        objects.clean(clock.instant());
        return removed;
      }
    }
    throw new StoreException(
        StoreException.Reason.CONFLICT,
        "found other publishers moving the aliases of \"%s\" all the time, allowed: one at a time; nothing was deleted, try again"
            .formatted(keys.model()));
  }

  private List<Removal> plan(int keep, Aliases aliases) throws IOException {
    Set<String> kept = new HashSet<>();
    for (Alias alias : Alias.values()) {
      aliases.find(alias).ifPresent(kept::add);
    }
    List<StoredVersion> versions = new VersionReader(objects, keys).all();
    versions.stream().limit(keep).map(StoredVersion::sha256).forEach(kept::add);
    Set<String> whole = new HashSet<>(versions.stream().map(StoredVersion::sha256).toList());
    // Those that a clean-up has begun to delete are deleted, whatever their age is.
    kept.removeAll(aliases.removing());
    Instant abandoned = clock.instant().minus(ABANDONED);
    List<Removal> plan = new ArrayList<>();
    groups()
        .forEach(
            (sha256, group) -> {
              boolean isWhole = whole.contains(sha256);
              boolean isOld =
                  group.stream().allMatch(object -> object.modified().isBefore(abandoned));
              if (!kept.contains(sha256)
                  && (isWhole || isOld || aliases.removing().contains(sha256))) {
                long bytes = group.stream().mapToLong(StoredObject::bytes).sum();
                plan.add(new Removal(sha256, bytes, isWhole));
              }
            });
    return plan;
  }

  /** The objects of each version, by its hash. */
  private Map<String, List<StoredObject>> groups() throws IOException {
    Map<String, List<StoredObject>> groups = new TreeMap<>();
    for (StoredObject object : objects.list(keys.versions())) {
      String rest = object.key().substring(keys.versions().length());
      int end = rest.indexOf('/');
      if (end > 0 && Sha256.is(rest.substring(0, end))) {
        groups.computeIfAbsent(rest.substring(0, end), unused -> new ArrayList<>()).add(object);
      }
    }
    return groups;
  }

  /**
   * Deletes a version, beginning with the object that makes it known. One that was completed
   * meanwhile stays.
   */
  private boolean remove(Removal removal) throws IOException {
    String versionFile = keys.versionFile(removal.sha256());
    if (!removal.isWhole() && objects.size(versionFile).isPresent()) {
      return false;
    }
    objects.delete(versionFile);
    for (StoredObject object : objects.list(keys.version(removal.sha256()))) {
      objects.delete(object.key());
    }
    return true;
  }

  /** Notes that these versions are deleted. */
  private void finish(List<String> versions) throws IOException {
    while (true) {
      AliasObject found = AliasObject.read(objects, keys);
      List<String> left = new ArrayList<>(found.aliases().removing());
      if (!left.removeAll(versions)
          || found.replace(found.aliases().removing(left), objects, keys)) {
        return;
      }
    }
  }
}
