package io.takt.jobs.alert.rule;

import java.util.List;
import java.util.Set;

/**
 * A condition over one observation. A comparison with an absent value is false, whichever way it
 * goes; {@code is null} asks for absence.
 */
public sealed interface Expression {

  /** Nothing will change by time alone. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Whether it holds.
   *
   * @param now the plant's time, epoch milliseconds
   * @param slack by how much limits of numbers are widened: the deadband of what holds already
   */
  boolean holds(Observation seen, long now, double slack);

  /** First instant after {@code now} at which it may change although nothing is observed. */
  default long changesAt(Observation seen, long now) {
    return NEVER;
  }

  /** Adds the fields it reads, each with the kind it must have. */
  void fields(Set<Use> uses);

  /** A field and the kind a use of it needs; null: any. */
  record Use(String field, FieldKind kind) {}

  /** All of them hold. */
  record And(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      for (Expression part : parts) {
        if (!part.holds(seen, now, slack)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public long changesAt(Observation seen, long now) {
      return earliest(parts, seen, now);
    }

    @Override
    public void fields(Set<Use> uses) {
      parts.forEach(part -> part.fields(uses));
    }
  }

  /** One of them holds. */
  record Or(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      for (Expression part : parts) {
        if (part.holds(seen, now, slack)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long changesAt(Observation seen, long now) {
      return earliest(parts, seen, now);
    }

    @Override
    public void fields(Set<Use> uses) {
      parts.forEach(part -> part.fields(uses));
    }
  }

  /** It does not hold. */
  record Not(Expression part) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      return !part.holds(seen, now, -slack);
    }

    @Override
    public long changesAt(Observation seen, long now) {
      return part.changesAt(seen, now);
    }

    @Override
    public void fields(Set<Use> uses) {
      part.fields(uses);
    }
  }

  /** A number against a limit. */
  record Limit(String field, Comparison comparison, double limit) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      Double value = seen.numbers().get(field);
      return value != null && comparison.holds(value, limit + comparison.widening() * slack);
    }

    @Override
    public void fields(Set<Use> uses) {
      uses.add(new Use(field, FieldKind.NUMBER));
    }
  }

  /** How long ago a time is, against a length in milliseconds. */
  record Age(String field, Comparison comparison, long length) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      Double time = seen.numbers().get(field);
      return time != null && comparison.holds(now - time, (double) length);
    }

    @Override
    public long changesAt(Observation seen, long now) {
      Double time = seen.numbers().get(field);
      if (time == null) {
        return NEVER;
      }
      long reached = (long) (double) time + length;
      if (reached > now) {
        return reached;
      }
      return reached == now ? reached + 1 : NEVER;
    }

    @Override
    public void fields(Set<Use> uses) {
      uses.add(new Use(field, FieldKind.TIME));
    }
  }

  /** A word is one of these. */
  record OneOf(String field, List<String> words) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      return words.contains(seen.words().getOrDefault(field, ""));
    }

    @Override
    public void fields(Set<Use> uses) {
      uses.add(new Use(field, FieldKind.WORD));
    }
  }

  /** A word is none of these, and not absent. */
  record NoneOf(String field, List<String> words) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      String word = seen.words().get(field);
      return word != null && !words.contains(word);
    }

    @Override
    public void fields(Set<Use> uses) {
      uses.add(new Use(field, FieldKind.WORD));
    }
  }

  /** A field is absent. */
  record Absent(String field) implements Expression {
    @Override
    public boolean holds(Observation seen, long now, double slack) {
      return !seen.words().containsKey(field) && !seen.numbers().containsKey(field);
    }

    @Override
    public void fields(Set<Use> uses) {
      uses.add(new Use(field, null));
    }
  }

  private static long earliest(List<Expression> parts, Observation seen, long now) {
    long earliest = NEVER;
    for (Expression part : parts) {
      earliest = Math.min(earliest, part.changesAt(seen, now));
    }
    return earliest;
  }
}
