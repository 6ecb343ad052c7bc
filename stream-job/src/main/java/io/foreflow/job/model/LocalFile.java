package io.foreflow.job.model;

import io.foreflow.model.HeapEstimate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open model file on this machine's disk. As it stays open, the bytes that are read are those
 * that were checked, even if the file is replaced or deleted meanwhile.
 */
final class LocalFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFile.class);
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final @Nullable ModelFileCache cache;

  private LocalFile(Path path, FileChannel channel, long size, @Nullable ModelFileCache cache) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.cache = cache;
  }

  /** Opens a file that others own. */
  static LocalFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("no file " + path);
    }
    return open(path, null);
  }

  /**
   * Opens a file that was downloaded. It is deleted when it is closed, unless it was kept before.
   */
  static LocalFile downloaded(Path path, ModelFileCache cache) throws IOException {
    return open(path, cache);
  }

  private static LocalFile open(Path path, @Nullable ModelFileCache cache) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(path);
    } catch (AccessDeniedException e) {
      // The exception's own message is just the path.
      throw new IOException("no permission to read " + path, e);
    }
    try {
      return new LocalFile(path, channel, channel.size(), cache);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  /** The hash of the file's bytes, in lower-case hexadecimal. */
  String sha256() throws IOException, InterruptedException {
    MessageDigest digest = PartFile.newSha256();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = Channels.newInputStream(channel.position(0));
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The file's bytes on the heap.
   *
   * @param heap the size of the heap; a model that could need more than half of it is refused
   */
  byte[] bytes(long heap) throws UnusableModelException, InterruptedException {
    try {
      long most = heap / 2;
      if (HeapEstimate.most(size) > most) {
        long needed = HeapEstimate.of(Channels.newInputStream(channel.position(0)), size);
        if (needed > most) {
          throw new UnusableModelException(
              UnusableModelException.TOO_LARGE,
              "found a model that may need %d bytes of heap to be checked, allowed: at most half of this TaskManager's heap, %d; give it more, or a smaller model"
                  .formatted(needed, most));
        }
      }
      byte[] bytes = Channels.newInputStream(channel.position(0)).readNBytes(Math.toIntExact(size));
      if (bytes.length != size || channel.size() != size) {
        throw new IOException("the file changed while it was read");
      }
      return bytes;
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new UnusableModelException(
          UnusableModelException.UNREADABLE,
          "The model file %s can't be read (%s); allowed: a file that stays as it is"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** Keeps a downloaded file for the next time that it is asked for. */
  void keep(String sha256, Set<String> inUse) {
    if (cache != null) {
      try {
        cache.keep(path, sha256, inUse);
      } catch (IOException e) {
        LOG.warn(
            "The model file {} is not kept: it is downloaded again after a restart", sha256, e);
      }
    }
  }

  static InterruptedException interrupted(IOException cause) {
    InterruptedException interrupted = new InterruptedException("given up while reading");
    interrupted.initCause(cause);
    // The exception stands for the interrupt, so the flag is cleared, as in Object.wait.
    boolean unused = Thread.interrupted();
    return interrupted;
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (cache != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("The temporary file {} is left behind", path, e);
    }
  }
}
