package io.foreflow.console.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text that can be shown: what is no printable character in UTF-8 is {@code \xNN}. */
public final class PrintableBytes {

  private PrintableBytes() {}

  /** The first bytes as text. */
  public static String of(byte[] bytes, int most) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
    StringBuilder text = new StringBuilder(in.remaining());
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(2);
    while (in.hasRemaining()) {
      int begin = in.position();
      int length = sequence(in.get(begin) & 0xFF);
      boolean whole = length > 0 && in.remaining() >= length;
      out.clear();
      decoder.reset();
      if (whole
          && !decoder.decode(in.duplicate().limit(begin + length), out, true).isError()
          && isPrintable(out.flip().toString())) {
        text.append(out.toString());
        in.position(begin + length);
      } else {
        text.append("\\x%02X".formatted(in.get()));
      }
    }
    return text.toString();
  }

  /** How many bytes a character takes that begins with this one; 0 if none does. */
  private static int sequence(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
      return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
      return 3;
    }
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
  }

  private static boolean isPrintable(String character) {
    int type = Character.getType(character.codePointAt(0));
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
