package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a full disk. Linux has a file whose disk is always full. */
@EnabledOnOs(OS.LINUX)
class WorkFileTest {

  private static final Path FULL = Path.of("/dev/full");

  @Test
  void saysHowMuchRoomAFullDiskLacks(@TempDir Path folder) throws IOException {
    WorkSpace space = new WorkSpace(folder, 0);
    try (FileChannel full = FileChannel.open(FULL, StandardOpenOption.WRITE);
        WorkFile file = new WorkFile(space, full)) {
      assertThatThrownBy(() -> file.append(ByteBuffer.allocate(3_500_000)))
          .isInstanceOf(WorkSpaceException.class)
          .hasMessageContaining("cannot write a working file in " + folder + ": ")
          .hasMessageContaining("The file has 0.0 MB and needs at least 3.5 MB; its disk has ")
          .hasMessageContaining(" MB left. A large history takes up to 40 bytes")
          .hasMessageEndingWith("--work-folder FOLDER, or the option work of foreflow retrain");
      assertThat(full.isOpen()).as("holds room on the full disk").isFalse();
    }
  }

  @Test
  void namesAllThatIsToBeMapped(@TempDir Path folder) throws IOException {
    WorkSpace space = new WorkSpace(folder, 0).withAdvice("Buy a disk");
    try (WorkFile file = new WorkFile(space, FileChannel.open(FULL, StandardOpenOption.WRITE))) {
      assertThatThrownBy(() -> file.map(64_000_000))
          .isInstanceOf(WorkSpaceException.class)
          .hasMessageContaining("needs at least 64.0 MB")
          .hasMessageEndingWith(" MB left. Buy a disk");
    }
  }

  @Test
  void saysThatTheFolderIsAFile(@TempDir Path folder) throws IOException {
    Path noFolder = Files.createFile(folder.resolve("no-folder"));

    assertThatThrownBy(() -> new WorkFile(new WorkSpace(noFolder, 0)))
        .isInstanceOf(WorkSpaceException.class)
        .hasMessageStartingWith(
            "cannot create a working file in %s: it is no folder. A large", noFolder);
  }
}
