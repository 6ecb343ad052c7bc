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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of a checkpoint and its file format: a mark, a version, the length and checksum of
 * the rest, then the identity and the members. Version 1 has no start in its identity.
 *
 * @param identity the identity of the training
 * @param finished the members of the ensemble that have finished, in order
 * @param current the member in training
 */
record CheckpointFile(
    TrainingIdentity identity, List<FitState> finished, Optional<FitState> current) {

  private static final FileFrame FRAME =
      new FileFrame(0x46465450, 1, 2, "a checkpoint of a training"); // "FFTP" in ASCII.

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
    return FRAME.wrap(body.toByteArray());
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
      List<FitState> finished = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        finished.add(FitState.read(in));
      }
      return new CheckpointFile(
          identity, finished, in.readBoolean() ? Optional.of(FitState.read(in)) : Optional.empty());
    }
  }
}
