package io.foreflow.console.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrintableBytesTest {

  private static String of(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return PrintableBytes.of(value, value.length);
  }

  @Test
  void keepsTextOfAllAlphabets() {
    String text = "température 温度 🌡 <b>\"&";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(PrintableBytes.of(bytes, bytes.length)).isEqualTo(text);
  }

  @Test
  void writesWhatIsNotPrintableAsBytes() {
    assertThat(of(0, 'a', 0x1B, '\n', 0x7F)).isEqualTo("\\x00a\\x1B\\x0A\\x7F");
    assertThat(of(0xFF, 0xC3, 0x28, 0xC3)).isEqualTo("\\xFF\\xC3(\\xC3");
    // A right-to-left override, which would turn the rest of the line around.
    assertThat(of(0xE2, 0x80, 0xAE)).isEqualTo("\\xE2\\x80\\xAE");
    // Overlong and surrogate: not UTF-8.
    assertThat(of(0xC0, 0x80)).isEqualTo("\\xC0\\x80");
    assertThat(of(0xED, 0xA0, 0x80)).isEqualTo("\\xED\\xA0\\x80");
  }

  @Test
  void takesAnyBytesUpToTheLimit() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = PrintableBytes.of(bytes, 20);
      assertThat(text.length()).isLessThanOrEqualTo(80);
      assertThat(text.chars()).noneMatch(Character::isISOControl);
    }
  }
}
