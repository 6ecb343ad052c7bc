package io.foreflow.job.model;

import io.foreflow.model.StepModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of servers' files on this machine's disk, named after their hashes, so that a restart
 * does not need the servers. Many processes may share a folder: a file appears whole or not at all,
 * and a process compares its hash before using it. When the folder grows too large, the least
 * recently used files are deleted.
 */
final class ModelFileCache {
  /** The largest size of a folder: room for four of the largest models. */
  static final long LARGEST = 4 * StepModel.LARGEST_FILE;

  private static final Logger LOG = LoggerFactory.getLogger(ModelFileCache.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String KEPT = ".onnx";
  private static final String PART = ".part";

  /**
   * The age from which an unfinished download was left by a process that died. No download takes
   * this long.
   */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final @Nullable Path folder;
  private final long largest;
  private final InstantSource clock;

  private ModelFileCache(@Nullable Path folder, long largest, InstantSource clock) {
    this.folder = folder;
    this.largest = largest;
    this.clock = clock;
  }

  /** The cache in a folder, which is made if it is missing. Without a folder, nothing is kept. */
  static ModelFileCache in(String folder) {
    return in(folder, LARGEST, InstantSource.system());
  }

  static ModelFileCache in(String folder, long largest, InstantSource clock) {
    if (folder.isEmpty()) {
      return new ModelFileCache(null, largest, clock);
    }
    Path path = folder.equals(LoadLimits.TEMPORARY) ? temporary() : Path.of(folder);
    try {
      Files.createDirectories(path);
      if (Files.isWritable(path)) {
        return new ModelFileCache(path, largest, clock);
      }
      LOG.warn("Nothing can be written to {}: a restart downloads models again", path);
    } catch (IOException e) {
      LOG.warn("The folder {} can't be made: a restart downloads models again", path, e);
    }
    return new ModelFileCache(null, largest, clock);
  }

  /** The folder for one user, so that nobody finds a folder that another user made. */
  private static Path temporary() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "foreflow-models-" + System.getProperty("user.name"));
  }

  /** A new and empty file for a download. */
  Path newPart() throws IOException {
    return folder == null
        ? Files.createTempFile("foreflow-model-", PART)
        : Files.createTempFile(folder, "download-", PART);
  }

  /** Finds the file with this hash, if it is here and undamaged. */
  Optional<LocalFile> find(@Nullable String sha256) throws InterruptedException {
    Path path = path(sha256);
    if (path == null || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    LocalFile file = null;
    try {
      file = LocalFile.open(path);
      if (file.sha256().equals(sha256)) {
        Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
        return Optional.of(file);
      }
      LOG.warn("The kept model file {} was damaged; it is deleted", path);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("The kept model file {} can't be read", path, e);
    } catch (InterruptedException e) {
      close(file);
      throw e;
    }
    close(file);
    return Optional.empty();
  }

  private static void close(@Nullable LocalFile file) {
    if (file != null) {
      file.close();
    }
  }

  /**
   * Keeps a download under its hash.
   *
   * @param inUse hashes of files that this process uses, which count as used now
   */
  void keep(Path part, String sha256, Set<String> inUse) throws IOException {
    Path path = path(sha256);
    if (path == null || folder == null) {
      return;
    }
    FileTime now = FileTime.from(clock.instant());
    Files.setLastModifiedTime(part, now);
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (String used : inUse) {
      Path file = path(used);
      if (file != null && Files.exists(file)) {
        Files.setLastModifiedTime(file, now);
      }
    }
    clean(folder);
  }

  private void clean(Path folder) throws IOException {
    List<Found> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        look(path).ifPresent(files::add);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    FileTime abandoned = FileTime.from(clock.instant().minus(ABANDONED));
    for (Found file : files) {
      if (file.isPart() && file.used().compareTo(abandoned) < 0) {
        Files.deleteIfExists(file.path());
      }
    }
    List<Found> kept = files.stream().filter(file -> !file.isPart()).sorted(LAST_USED).toList();
    long bytes = 0;
    for (Found file : kept) {
      bytes += file.bytes();
      if (bytes > largest) {
        Files.deleteIfExists(file.path());
      }
    }
  }

  private static final Comparator<Found> LAST_USED =
      Comparator.comparing(Found::used).reversed().thenComparing(Found::path);

  private record Found(Path path, long bytes, FileTime used) {
    boolean isPart() {
      return path.toString().endsWith(PART);
    }
  }

  /** Describes a file that we may delete. */
  private static Optional<Found> look(Path path) throws IOException {
    String name = path.getFileName().toString();
    if (!name.endsWith(PART) && !name.endsWith(KEPT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Found(path, Files.size(path), Files.getLastModifiedTime(path)));
    } catch (NoSuchFileException e) {
      // Another process was faster.
      return Optional.empty();
    }
  }

  private @Nullable Path path(@Nullable String sha256) {
    return folder == null || sha256 == null || !SHA256.matcher(sha256).matches()
        ? null
        : folder.resolve(sha256 + KEPT);
  }
}
