package io.foreflow.trainer.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.network.CellKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4                | 4",
        "2,ridge          | 2,ridge",
        "ridge, gru, lstm | gru,lstm,ridge",
        "[gru, 1, 2]      | 3,gru",
        "ridge            | ridge"
      })
  void aTextGivesTheSameMembersAgain(String text, String written) {
    Members members = Members.TYPE.parse(text);

    assertThat(members).hasToString(written).isEqualTo(Members.TYPE.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gru,", "ridge,ridge", "-1", "1.5", "99999999999", "theta"})
  void anUnknownMemberIsRefused(String text) {
    assertThatThrownBy(() -> Members.TYPE.parse(text))
        .hasMessage(
            "it must be a number of networks, cells such as gru, or ridge, separated by commas");
  }

  @Test
  void countedNetworksHaveTheCellOfTheOption() {
    Members members = Members.TYPE.parse("lstm,2");

    assertThat(members.cellsOf(CellKind.MIN_GRU))
        .containsExactly(CellKind.MIN_GRU, CellKind.MIN_GRU, CellKind.LSTM);
    assertThat(members.first(1)).isEqualTo(new Members(1, List.of(), false));
    assertThat(members.first(3)).isEqualTo(members);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2,ridge | 2", "ridge, gru, lstm | gru,lstm", "4 | 4"})
  void ridgeIsTakenOutOfNetworks(String text, String left) {
    assertThat(Members.TYPE.parse(text).withoutRidge()).hasToString(left);
  }
}
