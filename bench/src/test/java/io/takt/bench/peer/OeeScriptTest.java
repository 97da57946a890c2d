package io.takt.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OeeScriptTest {

  @Test
  void allButTheLastStatementDeclareAndTheLastStartsAJob() {
    List<String> statements = FlinkSqlOee.statements();
    assertThat(statements).hasSizeGreaterThan(1).noneMatch(statement -> statement.endsWith(";"));
    assertThat(statements.subList(0, statements.size() - 1))
        .allMatch(statement -> statement.contains("CREATE TEMPORARY VIEW"));
    assertThat(statements.get(statements.size() - 1)).startsWith("INSERT INTO oee_minute");
  }
}
