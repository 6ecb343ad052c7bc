package io.foreflow.benchmarks;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/**
 * Checks the dependencies between all modules, which point one way. The benchmarks module sees all
 * others.
 */
@AnalyzeClasses(packages = "io.foreflow", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String OURS = "io.foreflow..";
  private static final String[] BROKER = {"io.foreflow.broker.."};
  private static final String[] LOCAL_FLINK = {"io.foreflow.flink.."};
  private static final String[] OPTIONS = {"io.foreflow.options.."};
  private static final String[] SCHEMAS = {
    "io.foreflow.wire..", "io.foreflow.manifest..", "io.foreflow.series..", "io.foreflow.calendar.."
  };
  private static final String[] STEP_MODEL = {"io.foreflow.model..", "io.foreflow.graph.."};
  private static final String[] HISTORY = {"io.foreflow.history.."};
  private static final String[] OUTCOME = {"io.foreflow.outcome.."};
  private static final String[] STORE = {"io.foreflow.store.."};
  private static final String[] SEED_MODELS = {"io.foreflow.seed.."};
  private static final String[] TOPIC_READER = {"io.foreflow.topic.."};
  private static final String[] CONSOLE = {"io.foreflow.console.."};
  private static final String[] EVALUATION = {"io.foreflow.evaluation.."};
  private static final String[] TRAINER = {"io.foreflow.trainer.."};
  private static final String[] JOB = {"io.foreflow.job.."};
  private static final String[] CLI = {"io.foreflow.cli.."};
  private static final String[] BENCHMARKS = {"io.foreflow.benchmarks.."};

  @ArchTest static final ArchRule theBrokerKnowsNothingOfForeflow = onlyOurs(BROKER);

  @ArchTest static final ArchRule schemasDependOnNothingOfOurs = onlyOurs(SCHEMAS);

  @ArchTest static final ArchRule theStepModelDependsOnSchemas = onlyOurs(STEP_MODEL, SCHEMAS);

  @ArchTest static final ArchRule historyDependsOnSchemas = onlyOurs(HISTORY, SCHEMAS);

  @ArchTest static final ArchRule outcomeDependsOnSchemas = onlyOurs(OUTCOME, SCHEMAS);

  @ArchTest static final ArchRule theStoreDependsOnSchemas = onlyOurs(STORE, SCHEMAS);

  @ArchTest static final ArchRule seedModelsDependOnNothingOfOurs = onlyOurs(SEED_MODELS);

  @ArchTest static final ArchRule theTopicReaderDependsOnSchemas = onlyOurs(TOPIC_READER, SCHEMAS);

  @ArchTest
  static final ArchRule theConsoleSeesTopicsAndTheStore =
      onlyOurs(CONSOLE, TOPIC_READER, STORE, SCHEMAS);

  @ArchTest
  static final ArchRule evaluationSeesModelsHistoryAndOutcome =
      onlyOurs(EVALUATION, HISTORY, OUTCOME, STEP_MODEL, SCHEMAS);

  @ArchTest
  static final ArchRule theTrainerDoesNotSeeTheJob =
      onlyOurs(TRAINER, OPTIONS, EVALUATION, HISTORY, STEP_MODEL, SCHEMAS);

  /** The engine would read the number after Java has freed it, see {@code Numbers}. */
  @ArchTest
  static final ArchRule gradientsDoNotReadNumbersOfJava =
      noClasses()
          .that()
          .resideInAnyPackage("io.foreflow.trainer.network..", "io.foreflow.trainer.loss..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(NDArray.class)))
                  .and(target(nameMatching("(mul|div|mod|pow|minimum|maximum)i?")))
                  .and(target(rawParameterTypes(Number.class))));

  @ArchTest
  static final ArchRule theJobDoesNotSeeTheTrainer =
      onlyOurs(JOB, OPTIONS, OUTCOME, STORE, SEED_MODELS, STEP_MODEL, SCHEMAS);

  @ArchTest
  static final ArchRule theCommandsDoNotSeeTheBenchmarks =
      onlyOurs(
          CLI,
          OPTIONS,
          BROKER,
          TRAINER,
          EVALUATION,
          HISTORY,
          OUTCOME,
          STORE,
          SEED_MODELS,
          TOPIC_READER,
          CONSOLE,
          JOB,
          STEP_MODEL,
          SCHEMAS);

  @ArchTest
  static final ArchRule djlLivesInTheTrainer = onlyIn(all(TRAINER, BENCHMARKS), "ai.djl..");

  @ArchTest
  static final ArchRule flinkLivesInTheJobAndItsCommands =
      onlyIn(
          all(
              JOB,
              LOCAL_FLINK,
              BENCHMARKS,
              new String[] {"io.foreflow.cli.job", "io.foreflow.cli.flink.."}),
          "org.apache.flink..");

  @ArchTest
  static final ArchRule onnxRuntimeLivesBehindTheStepModel =
      onlyIn(all(STEP_MODEL, BENCHMARKS), "ai.onnxruntime..");

  @ArchTest
  static final ArchRule amazonsClientLivesBehindTheStore =
      onlyIn(new String[] {"io.foreflow.store.s3.."}, "software.amazon..");

  @ArchTest
  static final ArchRule theKafkaServerLivesInTheLocalBroker =
      onlyIn(BROKER, "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

  @ArchTest
  static final ArchRule theHttpServerLivesInTheConsole =
      onlyIn(new String[] {"io.foreflow.console.server.."}, "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices().matching("io.foreflow.(**)").should().beFreeOfCycles();

  private static ArchRule onlyOurs(String[] packages, String[]... others) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackages(OURS)
                .or(resideInAnyPackage(packages))
                .or(resideInAnyPackage(all(others))));
  }

  private static ArchRule onlyIn(String[] packages, String... library) {
    return noClasses()
        .that()
        .resideInAPackage(OURS)
        .and(resideOutsideOfPackages(packages))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }

  private static String[] all(String[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
