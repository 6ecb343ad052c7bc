package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class JobRunTest {

  @Test
  void aJobThatLostTransactionsEndsInFailure() {
    assertThatThrownBy(() -> JobRun.failIfTransactionsWereLost(2))
        .hasMessageContaining("may have lost the records of 2 Kafka transactions")
        .asInstanceOf(InstanceOfAssertFactories.type(CommandFailure.class))
        .returns(ExitCodes.FAILURE, CommandFailure::exitCode);
  }

  @Test
  void aJobThatLostNothingSucceeds() {
    assertThatCode(() -> JobRun.failIfTransactionsWereLost(0)).doesNotThrowAnyException();
  }
}
