package io.foreflow.trainer.checkpoint;

import io.foreflow.trainer.state.FileFrame;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.state.UnreadableFileException;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a checkpoint and its file format: a mark, a version, the length and checksum of
 * the rest, then the identity and the members. Version 1 has no start in its identity. Until
 * version 2, the members are those that have finished, in order, and the one in training.
 *
 * @param identity the identity of the training
 * @param finished the members of the ensemble that have finished, by number
 * @param learning the last states of the members in training, by number
 */
record CheckpointFile(
    TrainingIdentity identity, Map<Integer, FitState> finished, Map<Integer, FitState> learning) {

  private static final FileFrame FRAME =
      new FileFrame(0x46465450, 1, 3, "a checkpoint of a training"); // "FFTP" in ASCII.

  /** The first version with several members in training. */
  private static final int BY_NUMBER = 3;

  CheckpointFile {
    finished = Map.copyOf(finished);
    learning = Map.copyOf(learning);
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
      write(finished, out);
      write(learning, out);
    }
    return FRAME.wrap(body.toByteArray());
  }

  private static void write(Map<Integer, FitState> members, DataOutputStream out)
      throws IOException {
    out.writeInt(members.size());
    for (Map.Entry<Integer, FitState> member : new TreeMap<>(members).entrySet()) {
      out.writeInt(member.getKey());
      member.getValue().write(out);
    }
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is not a complete checkpoint
   */
  static CheckpointFile readFrom(Path file) throws IOException {
    FileFrame.Content opened;
    try {
      opened = FRAME.open(Files.readAllBytes(file));
    } catch (UnreadableFileException e) {
      throw new CheckpointException(
          "cannot resume from " + file + ": " + e.getMessage() + "; delete it to start afresh", e);
    }
    try (DataInputStream in = opened.content()) {
      TrainingIdentity identity = TrainingIdentity.read(in, opened.version());
      boolean byNumber = opened.version() >= BY_NUMBER;
      Map<Integer, FitState> finished = members(in, byNumber);
      if (byNumber) {
        return new CheckpointFile(identity, finished, members(in, true));
      }
      return new CheckpointFile(
          identity,
          finished,
          in.readBoolean() ? Map.of(finished.size(), FitState.read(in)) : Map.of());
    }
  }

  /**
   * Reads members.
   *
   * @param byNumber whether the number of each is in the file; else they are in order
   */
  private static Map<Integer, FitState> members(DataInputStream in, boolean byNumber)
      throws IOException {
    Map<Integer, FitState> members = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int number = byNumber ? in.readInt() : i;
      members.put(number, FitState.read(in));
    }
    return members;
  }
}
