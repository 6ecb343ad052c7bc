package io.foreflow.job.model;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreReference;
import io.foreflow.store.VersionFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a model file onto this machine's disk, within limits. A file of a server comes from the
 * cache if its hash is known and it is there, and else from the server. One deadline holds for all
 * attempts.
 */
final class ModelFetch {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFetch.class);

  private final ModelLocation location;
  private final LoadLimits limits;
  private final ModelFileCache cache;
  private final long deadline;

  private ModelFetch(ModelLocation location, LoadLimits limits) {
    this.location = location;
    this.limits = limits;
    this.cache = ModelFileCache.in(limits.cache());
    this.deadline = System.nanoTime() + limits.timeout().toNanos();
  }

  /** Returns the file. If it can't be read, there are as many attempts as the limits say. */
  static LocalFile fetch(ModelLocation location, LoadLimits limits)
      throws UnusableModelException, InterruptedException {
    return new ModelFetch(location, limits).fetch(ModelUri.of(location.uri()));
  }

  private LocalFile fetch(ModelUri uri) throws UnusableModelException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(uri);
      } catch (ClosedByInterruptException e) {
        throw LocalFile.interrupted(e);
      } catch (IOException e) {
        if (attempt >= limits.attempts() || left().compareTo(limits.pause()) <= 0) {
          throw unreadable(e, attempt);
        }
        Thread.sleep(limits.pause().toMillis());
      }
    }
  }

  private LocalFile attempt(ModelUri uri)
      throws IOException, UnusableModelException, InterruptedException {
    if (uri instanceof FileUri file) {
      return checked(LocalFile.open(file.path()));
    }
    if (uri instanceof WebUri web) {
      LocalFile found = cache.find(location.sha256()).orElse(null);
      return checked(found == null ? download(web) : found);
    }
    if (uri instanceof StoreUri store) {
      return checked(stored(store));
    }
    if (uri instanceof SeedUri seed) {
      return checked(seed(seed));
    }
    if (uri instanceof StorePlace place) {
      throw new UnusableModelException(
          UnusableModelException.UNSUPPORTED_URI,
          "found the store %s without a model, allowed: %s#NAME@SHA256"
              .formatted(place.uri(), place.uri()));
    }
    throw new IllegalStateException("a kind of URI that nothing reads: " + uri);
  }

  private LocalFile stored(StoreUri store)
      throws IOException, UnusableModelException, InterruptedException {
    if (!store.version().isVersion()) {
      throw UnusableModelException.unresolved(store.version());
    }
    try {
      FileUri file = store.file().orElse(null);
      if (file == null) {
        LocalFile found = cache.find(store.version().ref()).orElse(null);
        return found == null ? download(store.version()) : found;
      }
      VersionFile.require(store.version());
      return LocalFile.open(file.path());
    } catch (StoreException e) {
      boolean missing = e.reason() == StoreException.Reason.NOT_FOUND;
      throw new UnusableModelException(
          missing ? UnusableModelException.NOT_IN_STORE : UnusableModelException.UNREADABLE,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  /**
   * A seed model of this release, or of an earlier one if the cache still has it. It goes through
   * the cache, so that a job that goes on with a newer release can find it there.
   */
  private LocalFile seed(SeedUri seed)
      throws IOException, UnusableModelException, InterruptedException {
    String wanted = seed.isVersion() ? seed.model().sha256() : seed.ofThisRelease().sha256();
    LocalFile kept = cache.find(wanted).orElse(null);
    if (kept != null) {
      return kept;
    }
    if (!seed.ofThisRelease().sha256().equals(wanted)) {
      throw UnusableModelException.ofAnotherRelease(seed);
    }
    return download(
        (part, disk) -> {
          Files.write(part, seed.ofThisRelease().file());
          return seed.ofThisRelease().sha256();
        });
  }

  private LocalFile checked(LocalFile file) throws UnusableModelException {
    if (file.size() > limits.bytes()) {
      file.close();
      throw LoadLimits.tooLarge(limits.bytes());
    }
    return file;
  }

  private LocalFile download(WebUri uri)
      throws IOException, UnusableModelException, InterruptedException {
    return download(
        (part, disk) -> new Download(limits.bytes(), disk).to(part, uri.address(), left()));
  }

  private LocalFile download(StoreReference version)
      throws IOException, UnusableModelException, InterruptedException {
    return download(
        (part, disk) -> new BucketDownload(limits.bytes(), disk).to(part, version, left()));
  }

  /** Writes a file, and returns its hash. */
  private interface Transfer {
    String to(Path part, PartFile.FreeDisk disk)
        throws IOException, UnusableModelException, InterruptedException;
  }

  private LocalFile download(Transfer transfer)
      throws IOException, UnusableModelException, InterruptedException {
    Path part = cache.newPart();
    boolean whole = false;
    try {
      String sha256 = transfer.to(part, () -> Files.getFileStore(part).getUsableSpace());
      if (location.sha256() != null && !location.sha256().equalsIgnoreCase(sha256)) {
        // The log is for people who may read it on this machine. Whoever announced the file may
        // not.
        LOG.warn("{} has {} bytes and sha256 {}", location.uri(), Files.size(part), sha256);
        throw new UnusableModelException(
            InvalidModelFileException.Reason.WRONG_SHA256.code(),
            "found a file with another sha256, allowed: the one announced, with sha256 "
                + location.sha256());
      }
      LocalFile file = LocalFile.downloaded(part, cache);
      whole = true;
      return file;
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
      }
    }
  }

  private Duration left() {
    long nanos = deadline - System.nanoTime();
    return Duration.ofNanos(Math.max(0, nanos));
  }

  private UnusableModelException unreadable(IOException e, int attempts) {
    return new UnusableModelException(
        UnusableModelException.UNREADABLE,
        "The model file %s can't be read on this machine (%s; tried %d times within models.download.timeout); allowed: a place that every TaskManager can read"
            .formatted(location.uri(), e.getMessage(), attempts),
        e);
  }
}
