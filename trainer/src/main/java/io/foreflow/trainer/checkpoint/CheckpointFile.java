package io.foreflow.trainer.checkpoint;

import io.foreflow.trainer.state.FitState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The content of a checkpoint and its file format: a mark, a version, the length and checksum of
 * the rest, then the identity and the members.
 *
 * @param identity the identity of the training
 * @param finished the members of the ensemble that have finished, in order
 * @param current the member in training
 */
record CheckpointFile(
    TrainingIdentity identity, List<FitState> finished, Optional<FitState> current) {

  private static final int MARK = 0x46465450; // "FFTP" in ASCII.
  private static final int VERSION = 1;
  private static final int HEADER = 3 * Integer.BYTES + Long.BYTES;

  CheckpointFile {
    finished = List.copyOf(finished);
  }

  /**
   * Writes the file completely or not at all. The new file is forced onto the disk before it
   * replaces the old one.
   */
  void writeTo(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " is a folder; expected the name of a file");
    }
    Files.createDirectories(folder);
    Path draft = target.resolveSibling(target.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      identity.write(out);
      out.writeInt(finished.size());
      for (FitState member : finished) {
        member.write(out);
      }
      out.writeBoolean(current.isPresent());
      if (current.isPresent()) {
        current.get().write(out);
      }
    }
    byte[] content = body.toByteArray();
    return ByteBuffer.allocate(HEADER + content.length)
        .putInt(MARK)
        .putInt(VERSION)
        .putInt(content.length)
        .putLong(checksum(content))
        .put(content)
        .array();
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is not a complete checkpoint
   */
  static CheckpointFile readFrom(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < HEADER || bytes.getInt() != MARK) {
      throw refused(file, "it is not a checkpoint of a training");
    }
    int version = bytes.getInt();
    if (version != VERSION) {
      throw refused(
          file, "its format is version " + version + ", this program reads version " + VERSION);
    }
    int length = bytes.getInt();
    long checksum = bytes.getLong();
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    if (content.length != length || checksum(content) != checksum) {
      throw refused(file, "it is damaged or incomplete");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      TrainingIdentity identity = TrainingIdentity.read(in);
      List<FitState> finished = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        finished.add(FitState.read(in));
      }
      return new CheckpointFile(
          identity, finished, in.readBoolean() ? Optional.of(FitState.read(in)) : Optional.empty());
    }
  }

  private static CheckpointException refused(Path file, String why) {
    return new CheckpointException(
        "cannot resume from " + file + ": " + why + "; delete it to start afresh");
  }

  private static long checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }
}
