package io.foreflow.job.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.state.CheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint in files, found by its {@code _metadata} and read before anybody restores it. */
class SavedCheckpointTest {
  private static final JobID JOB = new JobID(1, 2);

  private final Path folder;
  private final Path job;
  private final ChecksummedStorage storage;
  private final CheckpointStorageAccess access;

  SavedCheckpointTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    job = folder.resolve(JOB.toString());
    storage = new ChecksummedStorage(new FileSystemCheckpointStorage(folder.toUri()));
    access = storage.createCheckpointStorage(JOB);
    access.initializeBaseLocationsForCheckpoint();
  }

  @Test
  void damagedMetadataIsNoticed() throws Exception {
    take(7, storedMetadata());
    Path taken = job.resolve("chk-7");
    Path metadata = taken.resolve("_metadata");
    String pointer = taken.toUri().toString();
    SavedCheckpoint checkpoint = SavedCheckpoint.of(path(job)).get(0);
    assertThat(storage.resolveCheckpoint(pointer).getExternalPointer()).contains("chk-7");
    checkpoint.check();

    byte[] written = Files.readAllBytes(metadata);
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = written.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(metadata, flipped);
      assertThatExceptionOfType(DamagedCheckpointException.class)
          .isThrownBy(() -> storage.resolveCheckpoint(pointer))
          .withMessageContaining("chk-7/_metadata");
      assertThatExceptionOfType(DamagedCheckpointException.class)
          .isThrownBy(() -> access.resolveCheckpoint(pointer));
      assertThatExceptionOfType(DamagedCheckpointException.class).isThrownBy(checkpoint::check);
    }
    for (int length :
        new int[] {0, 3, written.length / 2, written.length - ChecksumTrailer.BYTES - 1}) {
      Files.write(metadata, Arrays.copyOf(written, length));
      assertThatExceptionOfType(DamagedCheckpointException.class)
          .as("cut to " + length)
          .isThrownBy(checkpoint::check);
    }
  }

  @Test
  void metadataWithoutAChecksumIsRead() throws Exception {
    Path earlier = folder.resolve("earlier");
    Path taken = Files.createDirectories(earlier.resolve("chk-3"));
    Files.write(taken.resolve("_metadata"), storedMetadata());
    SavedCheckpoint checkpoint = SavedCheckpoint.of(path(earlier)).get(0);
    assertThatNoException().isThrownBy(checkpoint::check);
    assertThat(storage.resolveCheckpoint(taken.toUri().toString())).isNotNull();
  }

  @Test
  void completedCheckpointsAreFoundNewestFirst() throws Exception {
    take(9, storedMetadata());
    take(10, storedMetadata());
    access.initializeLocationForCheckpoint(11);
    assertThat(SavedCheckpoint.of(path(job)))
        .extracting(SavedCheckpoint::number)
        .containsExactly(10L, 9L);
    assertThat(SavedCheckpoint.of(path(folder.resolve("none")))).isEmpty();
  }

  /** A real one: of a savepoint that an earlier release took. */
  private static byte[] storedMetadata() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("src", "test", "resources", "savepoints"))) {
      return Files.readAllBytes(all.sorted().findFirst().orElseThrow().resolve("_metadata"));
    }
  }

  private void take(long number, byte[] content) throws IOException {
    CheckpointMetadataOutputStream out =
        access.initializeLocationForCheckpoint(number).createMetadataOutputStream();
    out.write(content);
    assertThat(out.closeAndFinalizeCheckpoint().getExternalPointer()).endsWith("chk-" + number);
  }

  private static org.apache.flink.core.fs.Path path(Path folder) {
    return new org.apache.flink.core.fs.Path(folder.toUri());
  }
}
