package io.foreflow.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies of the whole house, which point one way. This module sees all others. */
@AnalyzeClasses(packages = "io.foreflow", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String SCHEMAS_WIRE = "io.foreflow.wire..";
  private static final String SCHEMAS_MANIFEST = "io.foreflow.manifest..";
  private static final String SCHEMAS_SERIES = "io.foreflow.series..";
  private static final String OPTIONS = "io.foreflow.options..";
  private static final String MODEL = "io.foreflow.model..";
  private static final String TRAINER = "io.foreflow.trainer..";
  private static final String JOB = "io.foreflow.job..";
  private static final String BROKER = "io.foreflow.broker..";
  private static final String CLI = "io.foreflow.cli..";
  private static final String OURS = "io.foreflow..";

  @ArchTest
  static final ArchRule djlLivesInTheTrainer =
      noClasses()
          .that(resideInAPackage(OURS))
          .and(resideOutsideOfPackages(TRAINER))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule flinkLivesInTheJobAndTheCommands =
      noClasses()
          .that(resideInAPackage(OURS))
          .and(resideOutsideOfPackages(JOB, "io.foreflow.cli", "io.foreflow.cli.flink.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule onnxRuntimeLivesBehindTheStepModel =
      noClasses()
          .that(resideInAPackage(OURS))
          .and(resideOutsideOfPackages(MODEL))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule theKafkaServerLivesInTheLocalBroker =
      noClasses()
          .that(resideInAPackage(OURS))
          .and(resideOutsideOfPackages(BROKER))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

  @ArchTest
  static final ArchRule schemasDependOnNothingOfOurs =
      onlyOursAmong(
          new String[] {SCHEMAS_WIRE, SCHEMAS_MANIFEST, SCHEMAS_SERIES},
          SCHEMAS_WIRE,
          SCHEMAS_MANIFEST,
          SCHEMAS_SERIES);

  @ArchTest
  static final ArchRule theStepModelDependsOnSchemas =
      onlyOursAmong(new String[] {MODEL}, MODEL, SCHEMAS_WIRE, SCHEMAS_MANIFEST, SCHEMAS_SERIES);

  @ArchTest
  static final ArchRule theTrainerDoesNotSeeTheJob =
      onlyOursAmong(
          new String[] {TRAINER},
          TRAINER,
          OPTIONS,
          MODEL,
          SCHEMAS_WIRE,
          SCHEMAS_MANIFEST,
          SCHEMAS_SERIES);

  @ArchTest
  static final ArchRule theJobDoesNotSeeTheTrainer =
      onlyOursAmong(
          new String[] {JOB}, JOB, OPTIONS, MODEL, SCHEMAS_WIRE, SCHEMAS_MANIFEST, SCHEMAS_SERIES);

  @ArchTest
  static final ArchRule theOptionsKnowNothingOfForeflow =
      onlyOursAmong(new String[] {OPTIONS}, OPTIONS);

  @ArchTest
  static final ArchRule theBrokerKnowsNothingOfForeflow =
      onlyOursAmong(new String[] {BROKER}, BROKER);

  @ArchTest
  static final ArchRule nobodyDependsOnTheCommands =
      noClasses()
          .that(resideInAPackage(OURS))
          .and(resideOutsideOfPackages(CLI))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.foreflow.(**)").should().beFreeOfCycles();

  private static ArchRule onlyOursAmong(String[] packages, String... allowed) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackages(OURS).or(resideInAnyPackage(allowed)));
  }
}
