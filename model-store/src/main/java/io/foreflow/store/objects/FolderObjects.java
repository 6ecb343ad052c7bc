package io.foreflow.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of a folder as objects. A file is written under another name, forced to the disk and
 * then renamed. Whether the rename is allowed is decided under a lock that the operating system
 * takes away from a process that ends. So a crash leaves no half file and no lock.
 *
 * <p>The folder can be shared by several machines if its file system has locks, as NFS 4 has.
 */
public final class FolderObjects implements ObjectStore {
  /** The folder for files that are being written. A crash can leave some there. */
  static final String INCOMPLETE = ".incomplete";

  /**
   * The age from which a file in {@link #INCOMPLETE} was left by a process that died. Nothing is
   * written for this long.
   */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final Steps steps;

  /** Is called before each step that changes the folder. A test can end the process there. */
  interface Steps {
    void before(String step) throws IOException;
  }

  /** The objects in a folder, which is made when the first object is written. */
  public FolderObjects(Path root) {
    this(root, step -> {});
  }

  FolderObjects(Path root, Steps steps) {
    this.root = root.toAbsolutePath().normalize();
    this.steps = steps;
  }

  /** The file that holds an object. */
  public Path path(String key) {
    Path path = root.resolve(key).normalize();
    if (key.isEmpty() || !path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("found the key \"" + key + "\", allowed: one in " + root);
    }
    return path;
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "every path in the folder has a folder");
  }

  @Override
  public Optional<TaggedObject> read(String key) throws IOException {
    try {
      byte[] content = Files.readAllBytes(path(key));
      return Optional.of(new TaggedObject(content, Sha256.of(content)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(path(key));
  }

  @Override
  public OptionalLong size(String key) throws IOException {
    try {
      return OptionalLong.of(Files.size(path(key)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public boolean create(String key, byte[] content) throws IOException {
    return write(key, content, () -> !Files.exists(path(key)));
  }

  @Override
  public boolean replace(String key, byte[] content, String tag) throws IOException {
    return write(
        key, content, () -> read(key).map(TaggedObject::tag).filter(tag::equals).isPresent());
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private boolean write(String key, byte[] content, Condition condition) throws IOException {
    Path target = path(key);
    if (!condition.holds()) {
      return false;
    }
    steps.before("make file");
    Files.createDirectories(root.resolve(INCOMPLETE));
    Path part = root.resolve(INCOMPLETE).resolve(UUID.randomUUID() + ".part");
    try {
      fill(part, content);
      steps.before("lock");
      try (FolderLock lock = FolderLock.of(root)) {
        if (!condition.holds()) {
          return false;
        }
        steps.before("make folders");
        Files.createDirectories(folderOf(target));
        steps.before("rename");
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        steps.before("force folder");
        force(folderOf(target));
        return true;
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void fill(Path part, byte[] content) throws IOException {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer first = ByteBuffer.wrap(content, 0, content.length / 2);
      ByteBuffer second =
          ByteBuffer.wrap(content, content.length / 2, content.length - content.length / 2);
      for (ByteBuffer half : List.of(first, second)) {
        steps.before("write");
        while (half.hasRemaining()) {
          file.write(half);
        }
      }
      steps.before("force file");
      file.force(true);
    }
  }

  /** Makes names in a folder durable. Not every system can open a folder. */
  private static void force(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    steps.before("delete");
    Path path = path(key);
    if (!Files.exists(path)) {
      return;
    }
    try (FolderLock lock = FolderLock.of(root)) {
      Files.deleteIfExists(path);
      deleteEmptyFolders(path);
    }
  }

  private void deleteEmptyFolders(Path path) throws IOException {
    for (Path folder = folderOf(path); !folder.equals(root); folder = folderOf(folder)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    List<StoredObject> found = new ArrayList<>();
    if (!start.startsWith(root) || !Files.isDirectory(start)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(start)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        String key = root.relativize(path).toString().replace('\\', '/');
        if (key.startsWith(prefix) && !key.startsWith(".")) {
          describe(path, key).ifPresent(found::add);
        }
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e.getCause();
      }
      // A folder was deleted while it was listed. What is left is listed again.
      return list(prefix);
    }
    found.sort(Comparator.comparing(StoredObject::key));
    return found;
  }

  private static Optional<StoredObject> describe(Path path, String key) throws IOException {
    try {
      return Files.isRegularFile(path)
          ? Optional.of(
              new StoredObject(key, Files.size(path), Files.getLastModifiedTime(path).toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Deletes what processes that died have left, a day after they began it. */
  @Override
  public int clean(Instant now) throws IOException {
    Path folder = root.resolve(INCOMPLETE);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int deleted = 0;
    try (Stream<Path> parts = Files.list(folder)) {
      for (Path part : (Iterable<Path>) parts::iterator) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(ABANDONED))
            && Files.deleteIfExists(part)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  @Override
  public String place(String key) {
    return path(key).toString();
  }

  @Override
  public void close() {}
}
