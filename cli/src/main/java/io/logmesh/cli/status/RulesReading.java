package io.logmesh.cli.status;

import java.util.Optional;

/**
 * What a service says of its {@code logmesh.yaml}.
 *
 * @param hash of the rules in force
 * @param refused why the file is not what is in force; absent where it is
 */
record RulesReading(String hash, Optional<String> refused) {}
