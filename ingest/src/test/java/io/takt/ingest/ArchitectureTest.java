package io.takt.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.takt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule INGEST_KNOWS_OF_TAKT_ONLY_THE_CONTRACTS =
      noClasses()
          .that()
          .resideInAPackage("io.takt.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.takt.jobs..", "io.takt.sinks..", "io.takt.embedded..", "io.takt.bench..");

  @ArchTest
  static final ArchRule HTTP_KNOWS_NOTHING_OF_THE_PLANT =
      noClasses()
          .that()
          .resideInAPackage("io.takt.ingest.gateway.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.takt.avro..",
              "io.takt.schemas..",
              "io.takt.ingest.gateway.access..",
              "io.takt.ingest.gateway.board..",
              "io.takt.ingest.gateway.entries..",
              "io.takt.ingest.gateway.facts..",
              "io.takt.ingest.gateway.live..",
              "io.takt.ingest.gateway.plant..");

  @ArchTest
  static final ArchRule JETTY_IS_KNOWN_TO_HTTP_ALONE =
      classes()
          .that()
          .resideOutsideOfPackage("io.takt.ingest.gateway.http..")
          .and()
          .resideInAPackage("io.takt.ingest..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.eclipse.jetty..");
}
