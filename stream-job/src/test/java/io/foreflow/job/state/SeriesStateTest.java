package io.foreflow.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.series.SlotGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SeriesStateTest {
  private static final StateHeader HEADER =
      new StateHeader(0x1122334455667788L, new SlotGrid(60_000), 7, 1, 3, 4);

  @Test
  void hasTheDocumentedLayout() {
    byte[] state = HEADER.newState();
    SeriesState.setLastSlot(state, 99);
    ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(state).hasSize(40 + 7 * 4);
    assertThat(bytes.getInt(0)).as("version, then zeros").isEqualTo(1);
    assertThat(bytes.getInt(4)).as("seen").isEqualTo(1);
    assertThat(bytes.getInt(8)).as("history").isEqualTo(3);
    assertThat(bytes.getInt(12)).as("history's size").isEqualTo(4);
    assertThat(bytes.getLong(16)).as("cadence").isEqualTo(60_000);
    assertThat(bytes.getLong(24)).as("model").isEqualTo(0x1122334455667788L);
    assertThat(bytes.getLong(32)).as("last slot").isEqualTo(99);
  }

  @Test
  void readsWhatItWrote() {
    byte[] state = HEADER.newState();
    SeriesState.setLastSlot(state, -5);
    SeriesState.check(state);
    assertThat(SeriesState.lastSlot(state)).isEqualTo(-5);
    assertThat(SeriesState.gridId(state)).isEqualTo(60_000);
    assertThat(HEADER.wrote(state)).isTrue();
    assertThat(new StateHeader(1, new SlotGrid(60_000), 7, 1, 3, 4).wrote(state)).isFalse();
  }

  @Test
  void givesTheHistoryWithTheOldestFirst() {
    byte[] state = HEADER.newState();
    putFloats(state, 0, 2, 0, 10, 20, 30, 40);
    assertThat(SeriesState.seen(state)).isEqualTo(2);
    assertThat(SeriesState.history(state)).containsExactly(30, 40);

    putFloats(state, 0, 900, 0, 10, 20, 30, 40);
    assertThat(SeriesState.history(state)).containsExactly(10, 20, 30, 40);

    putFloats(state, 0, 0, 0, 10, 20, 30, 40);
    assertThat(SeriesState.history(state)).isEmpty();
  }

  @Test
  void refusesAnotherFormatVersion() {
    byte[] state = HEADER.newState();
    state[0] = 3;
    assertThatThrownBy(() -> SeriesState.check(state))
        .isInstanceOf(UnknownStateException.class)
        .hasMessageContaining("format version 3")
        .hasMessageContaining("reads versions 1 and 2");
  }

  @Test
  void theHeaderNamesTheLayoutOfWhatFollows() {
    byte[] state = HEADER.newState();
    assertThat(SeriesState.layout(state)).isEqualTo(SeriesState.NO_LAYOUT);

    SeriesState.setLayout(state, 0xABCDEF);
    assertThat(state[0]).isEqualTo((byte) 2);
    assertThat(SeriesState.layout(state)).isEqualTo(0xABCDEF);
    SeriesState.check(state);

    SeriesState.setLayout(state, SeriesState.NO_LAYOUT);
    assertThat(state).isEqualTo(HEADER.newState());
  }

  @Test
  void givesAReadingOfTheHistory() {
    byte[] state = HEADER.newState();
    assertThat(SeriesState.reading(state, 0)).isNaN();
    putFloats(state, 0, 3, 0, 10, 20, 30, 40);
    assertThat(SeriesState.reading(state, 0)).isEqualTo(40);
    assertThat(SeriesState.reading(state, 2)).isEqualTo(20);
    assertThat(SeriesState.reading(state, 3)).as("more than are known").isEqualTo(40);
  }

  @Test
  void refusesBytesThatAreTooShort() {
    assertThatThrownBy(() -> SeriesState.check(new byte[] {1, 0, 0}))
        .isInstanceOf(UnknownStateException.class)
        .hasMessageContaining("3 bytes");
  }

  private static void putFloats(byte[] state, float... floats) {
    ByteBuffer.wrap(state)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(SeriesState.HEADER_BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(floats);
  }
}
