package io.takt.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.takt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_TIMELINE_KNOWS_BUT_ITSELF_AND_JAVA =
      classes()
          .that()
          .resideInAPackage("io.takt.jobs.timeline..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.takt.jobs.timeline..", "java..");

  @ArchTest
  static final ArchRule THE_TIMELINE_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("io.takt.jobs..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now");

  @ArchTest
  static final ArchRule WHAT_TRAVELS_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("io.takt.jobs.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.takt.jobs.intake..", "io.takt.jobs.oee..");

  @ArchTest
  static final ArchRule THE_WAY_IN_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("io.takt.jobs.intake..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.takt.jobs.oee..");

  @ArchTest
  static final ArchRule RULES_AND_LIVES_OF_ALERTS_KNOW_NO_FLINK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.takt.jobs.alert.rule..",
              "io.takt.jobs.alert.watch..",
              "io.takt.jobs.alert.life..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.takt.sinks..");

  @ArchTest
  static final ArchRule JOBS_USE_SCHEMAS_AND_SINKS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.takt.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.takt.ingest..", "io.takt.embedded..", "io.takt.bench..");

  @ArchTest
  static final ArchRule SINKS_AND_SCHEMAS_KNOW_NO_JOBS =
      noClasses()
          .that()
          .resideInAnyPackage("io.takt.sinks..", "io.takt.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.takt.jobs..");

  @ArchTest
  static final ArchRule NO_PACKAGES_IN_CIRCLES =
      slices().matching("io.takt.jobs.(*)..").should().beFreeOfCycles();
}
