package io.takt.ingest.gateway.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people who may log in. */
public final class Operators {

  private static final SecretHash NOBODY = SecretHash.of(Digests.newSecret().toCharArray());

  private final Map<String, Operator> byId = new HashMap<>();
  private final List<Operator> withBadge;

  /**
   * These people.
   *
   * @throws IllegalArgumentException when an id is there twice, or badges have different salts
   */
  public Operators(List<Operator> people) {
    for (Operator operator : people) {
      if (byId.put(operator.id(), operator) != null) {
        throw new IllegalArgumentException("operator " + operator.id() + " is there twice");
      }
    }
    withBadge = people.stream().filter(person -> person.badge() != null).toList();
    for (Operator operator : withBadge) {
      if (!operator.badge().sameSalt(withBadge.get(0).badge())) {
        // A badge comes without a name: one hash must be enough to find its owner.
        throw new IllegalArgumentException(
            "badges must share one salt: make them with takt secret badge --like");
      }
    }
  }

  /** The person with this PIN; takes as long when there is none. */
  Optional<Operator> byPin(String id, char[] pin) {
    Operator operator = byId.get(id);
    SecretHash kept = operator == null || operator.pin() == null ? NOBODY : operator.pin();
    return kept.matches(pin) ? Optional.ofNullable(operator) : Optional.empty();
  }

  /** The person with this badge; takes as long when there is none. */
  Optional<Operator> byBadge(char[] badge) {
    SecretHash shown = (withBadge.isEmpty() ? NOBODY : withBadge.get(0).badge()).alike(badge);
    Operator found = null;
    for (Operator operator : withBadge) {
      if (operator.badge().sameHash(shown)) {
        found = operator;
      }
    }
    return Optional.ofNullable(found);
  }

  /** A badge whose salt the others share; empty: nobody has a badge. */
  public Optional<SecretHash> anyBadge() {
    return withBadge.stream().map(Operator::badge).findFirst();
  }
}
